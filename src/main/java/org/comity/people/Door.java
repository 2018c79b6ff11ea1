package org.comity.people;

/** What a token opens. One that lies in an address must open less than one that a program keeps to itself. */
public enum Door {
    /** The REST interface, as the person: in a header of every call. */
    REST("comity_"),
    /**
     * The calendar of the person's deadlines, and nothing else: in an address, because calendar programs send no header of ours. Addresses are
     * kept, synchronised and logged by others (THREAT-131).
     */
    CALENDAR("comity-calendar_");

    private final String prefix;

    Door(String prefix) {
        this.prefix = prefix;
    }

    /** How each secret for this door begins. */
    String prefix() {
        return prefix;
    }
}
