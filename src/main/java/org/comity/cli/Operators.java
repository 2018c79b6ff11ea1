package org.comity.cli;

import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import org.comity.desk.Passwords;
import org.comity.partners.OwnAgencies;
import org.comity.people.Actor;
import org.comity.people.People;
import org.comity.people.Person;
import org.comity.people.Role;
import org.comity.people.UnitId;
import org.comity.problems.Checked;
import org.comity.problems.DeskProblem;
import org.jspecify.annotations.Nullable;

/**
 * Who works on the command line, as the journal names it: the person of {@code --as}, who proves it by password, or else the user of
 * the operating system, {@code os:root}. Whoever can run commands has the keys and the database anyway; this is for the record.
 */
final class Operators {
    private static final String OS = "os:";

    private Operators() {}

    /** @param password of {@code name}; asked for on the terminal if absent */
    static Checked<Actor> acting(Parts parts, Optional<String> name, char @Nullable [] password) {
        String agency = parts.get(OwnAgencies.class).first().id().value();
        return name.map(given -> person(parts, given, password)
                        .then(person -> person.roles().contains(Role.ADMINISTRATOR)
                                ? Checked.passed(person.actor())
                                : Checked.failed(DeskProblem.ROLE_NEEDED.at(given))))
                .orElseGet(() -> Checked.passed(new Actor(
                        OS + System.getProperty("user.name"),
                        agency,
                        new UnitId("operators"),
                        Set.of(Role.ADMINISTRATOR))));
    }

    private static Checked<Person> person(Parts parts, String name, char @Nullable [] given) {
        Optional<Person> found = parts.get(People.class).find(name).filter(one -> !one.disabled());
        if (found
                .isEmpty()) { // no secret from who has the database: that a name is free helps only whoever mistyped it
            return Checked.failed(DeskProblem.PERSON_UNKNOWN.at("--as " + name));
        }
        Person person = found.get();
        char[] password = given == null ? ask(name) : given;
        boolean matches = new Passwords(false).matches(new String(password), person.password());
        Arrays.fill(password, ' ');
        return matches ? Checked.passed(person) : Checked.failed(DeskProblem.PASSWORD_WRONG.at("--as " + name));
    }

    private static char[] ask(String name) {
        return Optional.ofNullable(System.console())
                .map(terminal -> terminal.readPassword("Password of %s: ", name))
                .orElseGet(() -> new char[0]); // no terminal, or its end
    }
}
