package org.comity.journal;

import java.util.Arrays;
import java.util.Optional;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.MigrationInfoService;
import org.flywaydb.core.api.MigrationState;

/**
 * A gateway may run on tables that a newer one has migrated since, since each migration leaves the release before it working; it does not start
 * on them: nobody tested two releases back, and after an upgrade of all nodes an old one must not come back.
 */
final class Migrations {
    private Migrations() {}

    /** @throws IllegalStateException naming both versions */
    static void requireNoneOfANewerGateway(Flyway flyway) {
        MigrationInfoService migrations = flyway.info();
        Optional<MigrationInfo> newer = Arrays.stream(migrations.all())
                .filter(one -> one.getState() == MigrationState.FUTURE_SUCCESS)
                .reduce((first, second) -> second);
        if (newer.isPresent()) {
            throw new IllegalStateException(
                    "the database was migrated by a newer gateway, to version "
                            + newer.get().getVersion() + " (" + newer.get().getDescription()
                            + "), which this one does not know: start the newer gateway on this node too, see \"Rolling upgrade\"");
        }
    }
}
