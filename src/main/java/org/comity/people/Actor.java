package org.comity.people;

import java.util.Set;

/**
 * Who does something: a signed-in person, an API token of a person, or the gateway itself.
 *
 * @param name user name; {@code gateway} for what nobody asked for by hand
 * @param agency the own agency, as the value of its id
 * @param unit the person's unit
 */
public record Actor(String name, String agency, UnitId unit, Set<Role> roles) {
    /** The name under which the gateway itself stands in the journal. */
    public static final String GATEWAY = "gateway";

    public Actor {
        roles = Set.copyOf(roles);
    }

    /** The gateway acting by itself for {@code agency}; it may do what its rules say and reads no content for anyone. */
    public static Actor gateway(String agency) {
        return new Actor(GATEWAY, agency, new UnitId(GATEWAY), Set.of());
    }

    public boolean is(Role role) {
        return roles.contains(role);
    }

    /** Has a role that reads content at all; administrators and auditors do without. */
    public boolean worksOnMatters() {
        return is(Role.OFFICER) || is(Role.APPROVER) || is(Role.SUPERVISOR);
    }

    @Override
    public String toString() {
        return name;
    }
}
