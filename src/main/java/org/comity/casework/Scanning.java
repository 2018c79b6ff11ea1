package org.comity.casework;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import org.comity.casework.Scanner.Finding;
import org.comity.journal.PayloadId;
import org.comity.journal.Payloads;
import org.comity.journal.ScanRows;
import org.comity.problems.DeskProblem;
import org.comity.problems.Problem;
import org.springframework.stereotype.Service;

/**
 * UC-11/3e: a file is scanned before anyone opens it. With a scanner set up nothing is opened that it has not found clean, lately; while it
 * is away nothing is opened at all. The scan runs outside any transaction, what it found is stored in one.
 */
@Service
public class Scanning {
    private final Clock clock;
    private final Scanner scanner;
    private final ScanRows rows;
    private final Payloads payloads;
    private final Quarantine quarantine;

    Scanning(Clock clock, Scanner scanner, ScanRows rows, Payloads payloads, Quarantine quarantine) {
        this.clock = clock;
        this.scanner = scanner;
        this.rows = rows;
        this.payloads = payloads;
        this.quarantine = quarantine;
    }

    /** Why the file cannot be opened; empty if it can. What was once found in it counts even when no scanner is set up any more. */
    Optional<Problem> objection(PayloadId payload) {
        Optional<ScanRows.Scanned> before = rows.find(payload);
        if (before.flatMap(ScanRows.Scanned::signature).isPresent()) {
            return Optional.of(DeskProblem.QUARANTINED.problem());
        }
        Instant now = clock.instant();
        boolean fresh = before.filter(seen -> seen.at().plus(scanner.goodFor()).isAfter(now))
                .isPresent();
        return !scanner.isSetUp() || fresh ? Optional.empty() : objection(payload, scan(payload), now);
    }

    /** Looks at what came in lately, so that a hit is known before somebody asks for the file. What cannot be scanned is told once, and not tried again. */
    public void lookAhead(int most) {
        if (!scanner.isSetUp()) {
            return;
        }
        for (PayloadId payload : rows.unseen(most)) {
            Finding finding = scan(payload);
            if (finding instanceof Finding.Away) {
                return; // for the others too
            }
            Instant now = clock.instant();
            if (finding instanceof Finding.Unscannable) {
                quarantine.notScanned(payload, now); // or each round would begin with it, and end
            } else {
                objection(payload, finding, now);
            }
        }
    }

    private Optional<Problem> objection(PayloadId payload, Finding finding, Instant now) {
        return switch (finding) {
            case Finding.Clean clean -> {
                rows.put(payload, new ScanRows.Scanned(now, Optional.empty()));
                yield Optional.empty();
            }
            case Finding.Infected(var signature) -> {
                quarantine.found(payload, signature, now);
                yield Optional.of(DeskProblem.QUARANTINED.problem());
            }
            case Finding.Unscannable unscannable -> Optional.of(DeskProblem.SCANNER_AWAY.problem());
            case Finding.Away away -> Optional.of(DeskProblem.SCANNER_AWAY.problem());
        };
    }

    private Finding scan(PayloadId payload) {
        try (InputStream file = payloads.open(payload)) {
            return scanner.scan(file);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
