package org.comity.casework;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.comity.envelope.VerifiedReceipt;
import org.comity.journal.Attempts;
import org.comity.journal.MessageRow;
import org.comity.journal.MessageRows;
import org.comity.journal.Outbox;
import org.comity.journal.Payloads;
import org.comity.journal.ReceiptRows;
import org.comity.journal.RequestRows;
import org.comity.journal.SealRows;
import org.comity.journal.StoredReceipt;
import org.comity.matters.DeliveryState;
import org.comity.matters.Direction;
import org.comity.matters.RequestEvent;
import org.comity.messages.Digest;
import org.comity.messages.MessageId;
import org.comity.people.Actor;
import org.comity.problems.Catalogue;
import org.comity.problems.CertificateProblem;
import org.comity.problems.GatewayBug;
import org.comity.problems.Problem;
import org.springframework.stereotype.Component;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** UC-02/4 to 6: records what became of a try to deliver. A verified receipt is the only thing that makes a message delivered. */
@Service
public class Carrying {
    /** To one partner. */
    private static final int PARTS_AT_A_TIME = 3;

    private final Clock clock;
    private final Stored stored;
    private final RequestMoves moves;
    private final FollowUps followUps;
    private final Alerting alerting;
    private final Parking parking;
    private final Announcements announcements;
    private final ClockWatch clocks;

    Carrying(
            Clock clock,
            Stored stored,
            RequestMoves moves,
            FollowUps followUps,
            Alerting alerting,
            Parking parking,
            Announcements announcements,
            ClockWatch clocks) {
        this.clock = clock;
        this.stored = stored;
        this.moves = moves;
        this.followUps = followUps;
        this.alerting = alerting;
        this.parking = parking;
        this.announcements = announcements;
        this.clocks = clocks;
    }

    /** The rows that delivery leaves its traces in. */
    @Component
    record Stored(
            MessageRows messages,
            RequestRows requests,
            ReceiptRows receipts,
            Attempts attempts,
            Payloads payloads,
            SealRows seals,
            Outbox outbox) {}

    /** The message, if there is still something to carry. */
    public Optional<MessageRow> load(MessageId id) {
        return stored.messages().find(id).filter(row -> row.state().isWaiting());
    }

    /** It ended meanwhile: its errand is struck off. */
    @Transactional
    public void over(MessageId id) {
        // locked: an unpark in between would lose the errand that it puts
        if (stored.messages().lock(id).filter(row -> row.state().isWaiting()).isEmpty()) {
            stored.outbox().done(Addresses.OUTBOUND, id.toString());
        }
    }

    /** The partner proved that it has the message. A receipt that comes after we gave up counts too (THREAT-129). */
    @Transactional
    public void delivered(MessageId id, VerifiedReceipt receipt, Duration took) {
        Instant now = clock.instant();
        MessageRow row = stored.messages().lock(id).orElseThrow();
        boolean again = keep(row, receipt, now);
        if (!ends(row, DeliveryState.DELIVERED, now)) {
            return;
        }
        if (row.state() != DeliveryState.SEALED) { // THREAT-129: we had given up
            parking.over(id, Addresses.OUTBOUND, "delivered", now);
        }
        stored.attempts().add(id, new Attempts.Attempt(now, took, "delivered", Optional.empty()));
        announcements.say(
                Happening.byGateway(row, again ? "message.delivered-again" : "message.delivered"),
                Map.of(
                        "mic",
                        row.kept().mic().map(Digest::hex).orElse(""),
                        "attempts",
                        String.valueOf(row.progress().attempts() + 1)),
                now);
        forgetSeal(row);
        dispatchParts(row, now);
        if (!again) { // UC-09/7f: it arrived when its first receipt came
            // proof of receipt, not dispatch, keeps a hold from ending (DR-02)
            row.request()
                    .filter(id::equals)
                    .flatMap(stored.requests()::lock)
                    .ifPresent(request -> followUps.arrived(request, now));
        }
    }

    /** The partner's gateway signed that it will not take the message: final, and its author hears why. */
    @Transactional
    public void turnedAway(MessageId id, VerifiedReceipt receipt, Duration took) {
        Instant now = clock.instant();
        MessageRow row = stored.messages().lock(id).orElseThrow();
        keep(row, receipt, now);
        if (!ends(row, DeliveryState.TURNED_AWAY, now)) {
            return;
        }
        String disposition = Dispositions.of(receipt);
        stored.messages().tried(id, disposition, Optional.empty());
        stored.attempts().add(id, new Attempts.Attempt(now, took, "turned-away", Optional.of(disposition)));
        announcements.say(
                Happening.byGateway(row, "message.turned-away-by-partner"), Map.of("disposition", disposition), now);
        stored.messages().discardParts(id); // UC-10/3a: nobody waits for them
        moves.undelivered(row, RequestEvent.REJECTED, now);
        alerting.raise(row, "message-turned-away", now);
    }

    /** It did not work this time; it goes again at {@code next}. */
    @Transactional
    public void later(MessageId id, Problem problem, Duration took, Instant next) {
        MessageRow row = stored.messages().lock(id).orElseThrow();
        if (!row.state().isWaiting()) {
            return;
        }
        Instant now = clock.instant();
        stored.messages().tried(id, problem.type().code(), Optional.of(next));
        stored.attempts()
                .add(
                        id,
                        new Attempts.Attempt(
                                now, took, "later", Optional.of(problem.type().code())));
        announcements.say( // THREAT-86: whoever says "you never sent it" is shown when we tried
                Happening.byGateway(row, "message.tried"),
                Map.of("problem", problem.type().code()),
                now);
        stored.outbox().later(Addresses.OUTBOUND, id.toString(), next);
    }

    /**
     * It was not tried.
     *
     * @param reason shown to whoever looks what the message waits for; empty: only for its turn
     */
    @Transactional
    public void held(MessageId id, Optional<Problem> reason, Instant until) {
        reason.ifPresent(problem -> stored.messages().waits(id, problem.type().code(), until));
        stored.outbox().later(Addresses.OUTBOUND, id.toString(), until);
    }

    /**
     * The partner's certificate cannot be used now: an operator hears of it, once, and it goes by itself when that is mended, which ends the calls.
     * Nothing was tried, so the pauses after real tries do not grow by it.
     */
    @Transactional
    public void cannotSeal(MessageId id, Problem problem, Instant next) {
        MessageRow row = stored.messages().lock(id).orElseThrow();
        if (!row.state().isWaiting()) {
            return;
        }
        stored.messages().waits(id, problem.type().code(), next);
        stored.outbox().later(Addresses.OUTBOUND, id.toString(), next);
        if (!row.progress().lastProblem().equals(Optional.of(problem.type().code()))) {
            alerting.raise(row, Alerting.CANNOT_SEAL, clock.instant());
        }
    }

    /**
     * It could be sealed after all: nobody has to be called about that any more, and whoever has to be when it cannot be once more, is. Only to be
     * asked of a message that {@link #waitsForACertificate}.
     */
    @Transactional
    public void sealed(MessageId id) {
        stored.messages().lock(id).filter(Carrying::waitsForACertificate).ifPresent(row -> {
            stored.messages().waitsForNothing(id);
            alerting.settle(row.agency(), Alerting.CANNOT_SEAL, id.toString(), Actor.GATEWAY, clock.instant());
        });
    }

    public static boolean waitsForACertificate(MessageRow row) {
        return row.progress()
                .lastProblem()
                .flatMap(Catalogue::find)
                .filter(CertificateProblem.class::isInstance)
                .isPresent();
    }

    /** Its time is over, or a person must mend something first: it waits for one, who hears of it. */
    @Transactional
    public void giveUp(MessageId id, String reason, Problem problem) {
        Instant now = clock.instant();
        MessageRow row = stored.messages().lock(id).orElseThrow();
        boolean expired = now.isAfter(row.headers().notAfter()) && clocks.isSettled(now); // THREAT-89
        stored.outbox().done(Addresses.OUTBOUND, id.toString());
        if (!stored.messages().move(id, expired ? DeliveryState.EXPIRED : DeliveryState.PARKED, now)) {
            return;
        }
        stored.messages().tried(id, problem.type().code(), Optional.empty());
        stored.attempts()
                .add(
                        id,
                        new Attempts.Attempt(
                                now,
                                Duration.ZERO,
                                reason,
                                Optional.of(problem.type().code())));
        parking.park(row, Addresses.OUTBOUND, reason, problem, now);
        if (expired) {
            moves.undelivered(row, RequestEvent.NOT_DELIVERED, now);
        }
    }

    /** An answer to a sending from before it was taken back, to be made anew, ends nothing: its new errand stays (UC-09/7f). */
    private boolean ends(MessageRow row, DeliveryState as, Instant now) {
        if (row.state() == DeliveryState.APPROVED) {
            return false;
        }
        if (waitsForACertificate(row)) { // its receipt came after all
            alerting.settle(row.agency(), Alerting.CANNOT_SEAL, row.id().toString(), Actor.GATEWAY, now);
        }
        stored.outbox().done(Addresses.OUTBOUND, row.id().toString());
        return stored.messages().move(row.id(), as, now);
    }

    /**
     * The first, and the proof after a refusal; what a partner posts beyond that leaves no bytes (THREAT-121).
     *
     * @return whether it was proved before
     */
    private boolean keep(MessageRow row, VerifiedReceipt receipt, Instant now) {
        Optional<StoredReceipt> before = stored.receipts().find(row.id());
        boolean proved = before.filter(StoredReceipt::isProof).isPresent();
        if (before.isEmpty() || (!proved && receipt.isAccepted())) {
            insert(row, receipt, now);
        }
        return proved;
    }

    private void insert(MessageRow row, VerifiedReceipt receipt, Instant now) {
        stored.receipts()
                .insert(new StoredReceipt(
                        row.id(),
                        Direction.IN,
                        stored.payloads().store(receipt.receipt().entity()),
                        row.kept().mic().orElseThrow(() -> new GatewayBug("what has a receipt was sealed")),
                        Dispositions.of(receipt),
                        receipt.signer().fingerprint(),
                        now));
    }

    /** The seal holds a content key and has done its work; id, MIC, receipt and the attachment stay. */
    private void forgetSeal(MessageRow row) {
        if (row.isPart()) {
            stored.seals().delete(row.id());
        }
    }

    /**
     * The partner has the manifest now, so the parts may follow, in any order but few at a time: each that is under way costs the partner
     * some twenty megabytes of memory until its tag is verified, and us a quarter of that.
     */
    private void dispatchParts(MessageRow row, Instant now) {
        int lane = 0;
        for (MessageId part : stored.messages().unsentPartsOf(row.id())) {
            String line = "parts " + row.partner() + " " + lane++ % PARTS_AT_A_TIME;
            stored.outbox()
                    .put(Addresses.OUTBOUND, part.toString(), row.partner().value(), line, Priorities.PART, now);
        }
    }

    static String codes(List<Problem> problems) {
        return problems.stream()
                .map(problem -> problem.type().code())
                .distinct()
                .collect(Collectors.joining(", "));
    }
}
