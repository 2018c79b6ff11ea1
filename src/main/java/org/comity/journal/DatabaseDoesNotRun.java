package org.comity.journal;

/** The embedded server does not run, and who asks only looks: it is not started for that. */
public final class DatabaseDoesNotRun extends RuntimeException {
    private static final long serialVersionUID = 1L;

    DatabaseDoesNotRun() {
        super("the database does not run");
    }
}
