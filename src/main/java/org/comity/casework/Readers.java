package org.comity.casework;

import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import org.comity.journal.MatterRows;
import org.comity.matters.Request;
import org.comity.messages.MessageId;
import org.comity.people.Actor;
import org.comity.people.People;
import org.comity.people.Person;
import org.comity.people.Role;
import org.comity.problems.Checked;
import org.comity.problems.DeskProblem;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** UC-11/2a: a supervisor lets a person of another unit into one matter, and out again; both are journalled. */
@Service
public class Readers {
    private final Clock clock;
    private final Access access;
    private final People people;
    private final MatterRows matters;
    private final Announcements announcements;

    Readers(Clock clock, Access access, People people, MatterRows matters, Announcements announcements) {
        this.clock = clock;
        this.access = access;
        this.people = people;
        this.matters = matters;
        this.announcements = announcements;
    }

    /** @param request any of the matter's */
    @Transactional
    public Checked<Person> admit(Actor actor, MessageId request, String person) {
        return both(actor, request, person).then(both -> {
            matters.admit(both.request().matter(), person, actor.name(), clock.instant());
            return said(both, "matter.reader-admitted", actor);
        });
    }

    @Transactional
    public Checked<Person> dismiss(Actor actor, MessageId request, String person) {
        return both(actor, request, person).then(both -> {
            matters.dismiss(both.request().matter(), person);
            return said(both, "matter.reader-dismissed", actor);
        });
    }

    private record Both(Request request, Person person) {}

    private Checked<Both> both(Actor actor, MessageId id, String name) {
        Optional<Request> request = access.lock(actor, id);
        if (request.isEmpty()) {
            return Checked.failed(DeskProblem.NOT_FOUND.problem());
        }
        if (!actor.is(Role.SUPERVISOR)) {
            return Checked.failed(DeskProblem.ROLE_NEEDED.problem());
        }
        return people.find(name)
                .filter(person -> person.agency().equals(request.get().agency().value()))
                .map(person -> Checked.passed(new Both(request.get(), person)))
                .orElseGet(() -> Checked.failed(DeskProblem.NOT_FOUND.at("person")));
    }

    private Checked<Person> said(Both both, String event, Actor actor) {
        Map<String, String> detail = Map.of("person", both.person().name());
        announcements.say(Happening.of(both.request(), event, actor.name()), detail, clock.instant());
        return Checked.passed(both.person());
    }
}
