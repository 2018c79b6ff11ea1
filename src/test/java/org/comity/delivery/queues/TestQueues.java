package org.comity.delivery.queues;

/** Opens the package's configuration to tests of other packages. */
public final class TestQueues {
    private TestQueues() {}

    public static Class<?> configuration() {
        return Queues.class;
    }
}
