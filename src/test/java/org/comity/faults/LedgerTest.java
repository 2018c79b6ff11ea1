package org.comity.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import org.comity.faults.check.Findings.Kind;
import org.junit.jupiter.api.Test;

/** The page of what was done to the gateways says what the ledger of all long runs adds up to. */
class LedgerTest {
    private static final Path PAGE = Path.of("docs/faults.md");
    private static final double PERCENT_OF_THREE = 300;

    @Test
    void thePageSaysHowManyKillsTheLedgerCountsAndWhatCameOfThem() throws Exception {
        Map<String, Integer> sums = new Ledger(FaultsJourneyTest.LEDGER).sums();
        int today = new Ledger(FaultsJourneyTest.LEDGER).sumsOfToday().get("kills");
        String page = Files.readString(PAGE);

        assertThat(page)
                .contains(row("kills", sums) + ":", row("other-faults", sums) + ":")
                .contains(String.format(Locale.ROOT, "| of these counted by today's checker, N | %,d |", today))
                .contains(String.format(Locale.ROOT, "%.1f %% of kills", PERCENT_OF_THREE / today));
        for (Kind kind : Kind.values()) {
            assertThat(sums.getOrDefault(kind.name().toLowerCase(Locale.ROOT), 0))
                    .as("%s, which the page says is 0", kind)
                    .isZero();
        }
    }

    private static String row(String name, Map<String, Integer> sums) {
        return String.format(Locale.ROOT, "| %s | %,d", name.replace('-', ' '), sums.get(name));
    }
}
