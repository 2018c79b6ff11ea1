/**
 * PostgreSQL: journal, outbox, inbox, payloads, repositories, migrations; starts the embedded server.
 */
@ApplicationModule(
        displayName = "Journal",
        allowedDependencies = {"problems", "law", "deadlines", "partners", "people", "messages", "matters", "trust"})
@NullMarked
package org.comity.journal;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
