package org.comity.desk.access;

import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import org.comity.people.Actor;
import org.comity.people.Door;
import org.comity.people.People;
import org.comity.people.Person;
import org.comity.people.TokenSecret;
import org.springframework.stereotype.Component;

/**
 * Whom a secret lets in, and by which door. It is looked up by its hash on every call, so that revoking it or disabling the person works
 * at once; what is wrong, over, revoked or for another door is nobody's, all alike (THREAT-91).
 */
@Component
public class Tokens {
    private final People people;
    private final Clock clock;

    Tokens(People people, Clock clock) {
        this.people = people;
        this.clock = clock;
    }

    /** @param until when the token ends */
    public record Holder(Actor actor, Instant until) {}

    public Optional<Holder> holder(Door door, String secret) {
        return TokenSecret.parse(door, secret)
                .flatMap(known -> people.token(known.sha256()))
                .filter(token -> token.opens(door, clock.instant()))
                .flatMap(token -> people.find(token.person())
                        .filter(person -> !person.disabled())
                        .map(Person::actor)
                        .map(actor -> new Holder(actor, token.expires())));
    }
}
