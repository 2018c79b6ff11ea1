package org.comity.exercise;

import java.util.Locale;
import java.util.OptionalInt;
import org.comity.people.Role;

/** A person of the exercise; all have the password {@link Setup#PASSWORD}. */
record Player(String name, String fullName, Role role, OptionalInt dutyRank) {

    Player(String name, String fullName, Role role) {
        this(name, fullName, role, OptionalInt.empty());
    }

    /** Who that is and what they can do, in one line. */
    String inWords() {
        return String.format(
                Locale.ROOT,
                "%-8s %-13s  %s",
                name,
                role.name().toLowerCase(Locale.ROOT),
                switch (role) {
                    case OFFICER -> "writes requests, takes up and answers incoming ones, makes calendar addresses";
                    case APPROVER -> "approves what another person wrote";
                    case SUPERVISOR -> "sees every matter of the agency and lets readers in";
                    case ADMINISTRATOR -> "status, parked messages, partners; no content";
                    case AUDITOR -> "reads the journal at /journal; no content";
                });
    }

    /** Called by alerts, see {@link Pager}. */
    Player onDuty(int rank) {
        return new Player(name, fullName, role, OptionalInt.of(rank));
    }
}
