package org.comity.people;

import java.util.EnumSet;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A person of one of our own agencies, as an administrator provisioned them.
 *
 * @param name signs in with it and stands in the journal; never changes, never given to another person
 * @param agency the own agency, as the value of its id
 * @param email where alerts reach a duty officer
 * @param dutyRank order in which duty officers of the agency are alerted, 1 first; empty: not on duty
 * @param disabled may neither sign in nor use tokens; the row stays, because the journal names it
 */
public record Person(
        String name,
        String fullName,
        String agency,
        UnitId unit,
        Set<Role> roles,
        PasswordHash password,
        Optional<MailAddress> email,
        OptionalInt dutyRank,
        boolean disabled) {

    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9.-]{1,39}");
    private static final int LONGEST_FULL_NAME = 200; // characters; a column of the pages

    public Person {
        Objects.requireNonNull(password);
        if (!isValidName(name)) {
            throw new IllegalArgumentException(
                    "a person's name is 2 to 40 of a-z, 0-9, dot and hyphen, a letter first");
        }
        if (name.equals(Actor.GATEWAY)) {
            throw new IllegalArgumentException("the name " + Actor.GATEWAY + " is the gateway's own in the journal");
        }
        if (fullName.isBlank() || fullName.length() > LONGEST_FULL_NAME) {
            throw new IllegalArgumentException("a full name has 1 to " + LONGEST_FULL_NAME + " characters");
        }
        if (roles.isEmpty()) {
            throw new IllegalArgumentException("a person has at least one role");
        }
        if (dutyRank.isPresent() && (dutyRank.getAsInt() < 1 || email.isEmpty())) {
            throw new IllegalArgumentException("a duty officer has a rank from 1 and an e-mail address");
        }
        roles = Set.copyOf(EnumSet.copyOf(roles));
    }

    /** Whether {@code text} has the form of a name; for text that comes from outside. */
    public static boolean isValidName(String text) {
        return NAME.matcher(text).matches();
    }

    public Actor actor() {
        return new Actor(name, agency, unit, roles);
    }

    /** Whether alerts of the own agency call this person; see {@link DutyLine}. */
    public boolean isOnDuty() {
        return dutyRank.isPresent() && !disabled;
    }

    public Person withPassword(PasswordHash newPassword) {
        return new Person(name, fullName, agency, unit, roles, newPassword, email, dutyRank, disabled);
    }

    public Person disable() {
        return new Person(name, fullName, agency, unit, roles, password, email, dutyRank, true);
    }

    @Override
    public String toString() {
        return "Person[" + name + "]";
    }
}
