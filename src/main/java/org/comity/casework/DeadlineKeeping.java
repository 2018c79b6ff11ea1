package org.comity.casework;

import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.comity.journal.DeadlineRow;
import org.comity.journal.DeadlineRows;
import org.comity.journal.Outbox;
import org.comity.journal.RequestRows;
import org.comity.matters.Request;
import org.comity.matters.RequestEvent;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** UC-06: a deadline's warning or due instant has come. Each fires once, however late; who has to act is alerted. */
@Service
public class DeadlineKeeping {
    private final Clock clock;
    private final DeadlineRows deadlines;
    private final RequestRows requests;
    private final Outbox outbox;
    private final Holds holds;
    private final RequestMoves moves;
    private final Alerting alerting;
    private final Announcements announcements;
    private final ClockWatch clocks;

    DeadlineKeeping(
            Clock clock,
            DeadlineRows deadlines,
            RequestRows requests,
            Outbox outbox,
            Holds holds,
            RequestMoves moves,
            Alerting alerting,
            Announcements announcements,
            ClockWatch clocks) {
        this.clock = clock;
        this.deadlines = deadlines;
        this.requests = requests;
        this.outbox = outbox;
        this.holds = holds;
        this.moves = moves;
        this.alerting = alerting;
        this.announcements = announcements;
        this.clocks = clocks;
    }

    /** Safe to call again, and early: a deadline that was superseded is struck off, one that is not due is put back. */
    @Transactional
    public void fire(UUID id) {
        Instant now = clock.instant();
        Optional<DeadlineRow> running =
                deadlines.lock(id).filter(row -> row.state().isRunning());
        if (running.isEmpty()) {
            outbox.done(Addresses.DEADLINES, id.toString());
            return;
        }
        DeadlineRow row = running.get();
        if (now.isBefore(row.warnAt())) {
            outbox.later(Addresses.DEADLINES, id.toString(), row.warnAt());
        } else if (now.isBefore(row.due())) {
            warn(row, now);
        } else if (!clocks.isSettled()) {
            clocks.waits(id, now); // THREAT-89
        } else {
            end(row, now);
        }
    }

    private void warn(DeadlineRow row, Instant now) {
        outbox.later(Addresses.DEADLINES, row.id().toString(), row.due());
        if (row.state() == DeadlineRow.State.WARNED) {
            return;
        }
        deadlines.become(row.id(), DeadlineRow.State.WARNED);
        requests.find(row.request()).ifPresent(request -> {
            say(request, "deadline.warned", row, now);
            alerting.raise(request.agency(), "deadline-ahead", row.id().toString(), Optional.of(request.id()), now);
        });
    }

    private void end(DeadlineRow row, Instant now) {
        outbox.done(Addresses.DEADLINES, row.id().toString());
        deadlines.become(row.id(), DeadlineRow.State.DUE);
        Request request = requests.lock(row.request()).orElseThrow();
        say(request, "deadline.due", row, now);
        alerting.raise(request.agency(), "deadline-due", row.id().toString(), Optional.of(request.id()), now);
        if (!row.estimated()) {
            holds.expired(request, now);
            moves.move(request, RequestEvent.HOLD_ENDED, Optional.empty(), "gateway", now);
        }
    }

    private void say(Request request, String event, DeadlineRow row, Instant now) {
        announcements.say(
                Happening.of(request, event, "gateway"),
                Map.of("rule", row.rule(), "due", row.due().toString(), "estimated", String.valueOf(row.estimated())),
                now);
    }
}
