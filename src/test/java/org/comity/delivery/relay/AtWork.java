package org.comity.delivery.relay;

import java.nio.file.Path;
import java.util.List;

/** What the next start would take for interrupted by a crash. */
public final class AtWork {
    private AtWork() {}

    /** @return ids */
    public static List<String> in(Path file) {
        return WorkFile.in(file).left().stream()
                .map(errand -> String.valueOf(errand.subject()))
                .toList();
    }
}
