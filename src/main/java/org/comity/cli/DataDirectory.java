package org.comity.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.comity.journal.JournalSettings;
import org.comity.trust.TrustSettings;
import org.springframework.core.env.Environment;

/**
 * Where the data of a gateway lie. Its name is relative by default: a command that is typed in a wrong directory must not make a database
 * and answer from it.
 */
final class DataDirectory {
    private static final String DATABASE = "spring.datasource.url";

    private DataDirectory() {}

    /** @throws IllegalStateException with the remedy, if neither keys nor database nor settings of a gateway are there */
    static void require(Parts parts) {
        Path data = parts.get(JournalSettings.class).data();
        boolean isThere = parts.get(Environment.class).containsProperty(DATABASE)
                || Files.isDirectory(parts.get(TrustSettings.class).keys())
                || Stream.of("postgres/cluster", "gateway.yaml", "relationships.yaml")
                        .map(data::resolve)
                        .anyMatch(Files::exists);
        if (!isThere) {
            throw new IllegalStateException("there are no data of a gateway in " + data.toAbsolutePath()
                    + ": run this in the directory that the gateway runs in, or name its data with --set comity.data=DIRECTORY"
                    + " (a new gateway begins with `keys init`)");
        }
    }
}
