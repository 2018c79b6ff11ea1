package org.comity.people;

import java.util.List;
import java.util.Optional;

/** Every person of our own agencies and their tokens. Saving inserts or replaces by name (persons) or id (tokens). */
public interface People {

    Optional<Person> find(String name);

    /** In order of name. */
    List<Person> all();

    void save(Person person);

    /** @param sha256 of the secret that a client sent */
    Optional<ApiToken> token(String sha256);

    /** Newest first. */
    List<ApiToken> tokensOf(String person);

    void save(ApiToken token);
}
