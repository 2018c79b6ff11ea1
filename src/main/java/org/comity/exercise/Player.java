package org.comity.exercise;

import java.util.OptionalInt;
import org.comity.people.Role;

/** A person of the exercise; all have the password {@link Setup#PASSWORD}. */
record Player(String name, String fullName, Role role, OptionalInt dutyRank) {

    Player(String name, String fullName, Role role) {
        this(name, fullName, role, OptionalInt.empty());
    }

    /** Called by alerts, see {@link Pager}. */
    Player onDuty(int rank) {
        return new Player(name, fullName, role, OptionalInt.of(rank));
    }
}
