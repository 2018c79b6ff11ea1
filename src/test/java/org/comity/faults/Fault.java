package org.comity.faults;

/** What is done to two gateways at work. */
enum Fault {
    GATEWAY_KILLED(true, 10),
    DATABASE_KILLED(true, 6),
    GATEWAY_AND_DATABASE_KILLED(true, 4),
    SESSION_KILLED(true, 20),
    /** A gateway is killed, and what its broker had on disk is deleted before it is started again. */
    BROKER_DATA_LOST(true, 5),
    /** It ends at a named step: see {@link org.comity.faults.agent.Step}. */
    STEP_CRASHED(true, 24),
    GATEWAY_FROZEN(false, 2),
    DATABASE_FROZEN(false, 2),
    NETWORK_HURT(false, 6),
    WRONG_ANSWERS(false, 4),
    DISK_FULL(false, 2),
    /** A side signs with a new key, and the other learns of it later. */
    KEY_RENEWED(false, 1),
    /** By hours and back, with messages on their way that cannot be delivered meanwhile. */
    CLOCK_MOVED(false, 2);

    private final boolean kill;
    private final int weight;

    Fault(boolean kill, int weight) {
        this.kill = kill;
        this.weight = weight;
    }

    boolean isKill() {
        return kill;
    }

    /** How often it is drawn, beside the others. */
    int weight() {
        return weight;
    }
}
