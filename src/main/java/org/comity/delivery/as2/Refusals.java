package org.comity.delivery.as2;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.comity.problems.Problem;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * One line in the log for each time that a partner hears no: our codes and, once it is known who called, its id and that of the message. Only so many
 * a minute, then their number: a flood does not fill the disk (THREAT-108, THREAT-110).
 */
@Component
class Refusals {
    private static final Logger LOG = LoggerFactory.getLogger(Refusals.class);

    /** A line has some 150 bytes: 13 MB a day at the most. */
    private static final int LINES = 60;

    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final Clock clock;
    private Instant over = Instant.MIN;
    private int refused;

    Refusals(Clock clock) {
        this.clock = clock;
    }

    /** @param parcel empty: it was refused before anybody knew whose it is */
    synchronized void note(List<Problem> problems, Optional<Parcel> parcel) {
        Instant now = clock.instant();
        boolean wentBack = now.plus(MINUTE).isBefore(over); // the clock did
        if (!now.isBefore(over) || wentBack) {
            if (refused > LINES) {
                LOG.info("{} more were refused within the minute to {}", refused - LINES, over);
            }
            over = now.plus(MINUTE);
            refused = 0;
        }
        refused++;
        if (refused <= LINES) {
            LOG.info(
                    "refused: {}{}",
                    codes(problems),
                    parcel.map(Refusals::whose).orElse(""));
        }
    }

    private static String codes(List<Problem> problems) {
        return problems.stream()
                .map(problem -> problem.type().code())
                .distinct()
                .collect(Collectors.joining(" "));
    }

    private static String whose(Parcel parcel) {
        return ", message " + parcel.arrival().id() + " from "
                + parcel.arrival().claimed().id();
    }
}
