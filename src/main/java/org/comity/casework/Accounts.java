package org.comity.casework;

import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import org.comity.partners.AgencyId;
import org.comity.people.Actor;
import org.comity.people.ApiToken;
import org.comity.people.People;
import org.comity.people.Person;
import org.comity.people.Role;
import org.comity.people.TokenSecret;
import org.comity.problems.Checked;
import org.comity.problems.DeskProblem;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** UC-11: who may come in. Every change of a person or a token is in the journal with who did it and whom it concerns, never a secret. */
@Service
public class Accounts {
    private final Clock clock;
    private final People people;
    private final Announcements announcements;

    Accounts(Clock clock, People people, Announcements announcements) {
        this.clock = clock;
        this.people = people;
        this.announcements = announcements;
    }

    /** A new person; one of that name stays as they are. */
    @Transactional
    public Checked<Person> admit(Actor actor, Person person) {
        return people.find(person.name()).isPresent()
                ? Checked.failed(DeskProblem.PERSON_EXISTS.at(person.name()))
                : replace(actor, person);
    }

    /** A new person, or new roles, unit, duty, password of one. */
    @Transactional
    public Checked<Person> replace(Actor actor, Person person) {
        Optional<Person> before = people.find(person.name());
        people.save(person);
        Map<String, String> detail =
                new TreeMap<>(Map.of("roles", roles(person), "unit", String.valueOf(person.unit())));
        before.ifPresent(known -> detail.put("roles-before", roles(known)));
        say(actor, before.isEmpty() ? "person.added" : "person.changed", person, detail);
        return Checked.passed(person);
    }

    /** Sessions and tokens end at once. */
    @Transactional
    public Checked<Person> disable(Actor actor, String name) {
        Optional<Person> person = people.find(name);
        person.ifPresent(known -> {
            people.save(known.disable());
            say(actor, "person.disabled", known, Map.of());
        });
        return found(person, name);
    }

    /** @throws IllegalArgumentException if label or life are out of bounds */
    @Transactional
    public Checked<ApiToken> issue(Actor actor, String name, String label, Duration life, TokenSecret secret) {
        Optional<Person> person = people.find(name).filter(known -> !known.disabled());
        Optional<ApiToken> token = person.map(
                known -> ApiToken.issue(UUID.randomUUID(), known.name(), secret, label, clock.instant(), life));
        token.ifPresent(issued -> {
            people.save(issued);
            Map<String, String> detail = Map.of(
                    "token", issued.id().toString(),
                    "door", issued.door().name(),
                    "expires", issued.expires().toString());
            say(actor, "token.issued", person.orElseThrow(), detail);
        });
        return found(token, name);
    }

    @Transactional
    public Checked<ApiToken> revoke(Actor actor, String name, UUID id) {
        Optional<ApiToken> token = people.tokensOf(name).stream()
                .filter(known -> known.id().equals(id))
                .findFirst();
        token.ifPresent(known -> {
            people.save(known.revoke(clock.instant()));
            say(actor, "token.revoked", people.find(name).orElseThrow(), Map.of("token", id.toString()));
        });
        // without the id: what is not yours answers to the letter as what is not there (THREAT-91)
        return token.<Checked<ApiToken>>map(Checked::passed)
                .orElseGet(() -> Checked.failed(DeskProblem.NOT_FOUND.problem()));
    }

    private static <T> Checked<T> found(Optional<T> looked, String name) {
        return looked.<Checked<T>>map(Checked::passed).orElseGet(() -> Checked.failed(DeskProblem.NOT_FOUND.at(name)));
    }

    private void say(Actor actor, String event, Person person, Map<String, String> more) {
        Map<String, String> detail = new TreeMap<>(more);
        detail.put("person", person.name());
        Happening happening = Happening.of(new AgencyId(person.agency()), event, actor.name());
        announcements.say(happening, detail, clock.instant());
    }

    private static String roles(Person person) {
        return person.roles().stream().map(Role::name).sorted().collect(Collectors.joining(" "));
    }
}
