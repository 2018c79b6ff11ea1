package org.comity.exercise;

import java.util.Locale;
import java.util.OptionalInt;
import org.comity.people.Role;
import org.comity.people.UnitId;

/** A person of the exercise; all have the password {@link Setup#PASSWORD}. */
record Player(String name, String fullName, Role role, UnitId unit, OptionalInt dutyRank) {
    /** The unit that incoming requests are given to, so that nearly everybody sees them. */
    private static final UnitId INTAKE = new UnitId("intake");

    Player(String name, String fullName, Role role) {
        this(name, fullName, role, INTAKE, OptionalInt.empty());
    }

    /** Who that is and what they can do, in one line. */
    String inWords() {
        return String.format(
                Locale.ROOT,
                "%-8s %-13s  %s",
                name,
                role.name().toLowerCase(Locale.ROOT),
                switch (role) {
                    case OFFICER ->
                        unit.equals(INTAKE)
                                ? "writes requests, takes up and answers incoming ones, makes calendar addresses"
                                : "an officer of unit " + unit + ", who sees what is handed over to it";
                    case APPROVER -> "approves what another person wrote";
                    case SUPERVISOR -> "sees every matter of the agency and lets readers in";
                    case ADMINISTRATOR -> "status, parked messages, partners; no content";
                    case AUDITOR -> "reads the journal at /journal; no content";
                });
    }

    /** Called by alerts, see {@link Pager}. */
    Player onDuty(int rank) {
        return new Player(name, fullName, role, unit, OptionalInt.of(rank));
    }

    Player ofUnit(String other) {
        return new Player(name, fullName, role, new UnitId(other), dutyRank);
    }
}
