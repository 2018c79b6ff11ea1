package org.comity.dashboard;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;
import org.comity.journal.DeadlineRow;
import org.comity.journal.FindingRows;
import org.comity.law.DeadlineRule;
import org.comity.matters.ActByReason;
import org.comity.matters.ByHand;
import org.comity.matters.ClockTable;
import org.comity.matters.DeliveryState;
import org.comity.matters.Direction;
import org.comity.matters.HoldState;
import org.comity.matters.Task;
import org.comity.messages.Digest;
import org.comity.messages.MessageId;
import org.comity.messages.ReadBackCode;
import org.comity.messages.RequestContent.Relation;
import org.comity.partners.AgencyId;

/**
 * Everything about one request but the content of its messages.
 *
 * @param reckoned why it is to be acted on by its instant; empty: by none
 * @param ending why it ended, where a person or a ground of the law did
 * @param missing what the law misses in it, where it came by hand and was recorded as it came (UC-21/6)
 */
public record RequestFile(
        ListedRequest request,
        Optional<Reckoned> reckoned,
        List<Sent> messages,
        Ending ending,
        Optional<Held> hold,
        List<Clock> deadlines,
        List<Task> tasks,
        List<Linked> links,
        List<FindingRows.Finding> missing,
        List<Moment> timeline) {
    /** Of the acts and of the readings, for one page; the journal has all. */
    public static final int MOST_MOMENTS = 1_000;

    /** Kinds that say one of several things. */
    private static final Set<String> TELLING = Set.of("decision", "result", "conditionReply");

    public RequestFile {
        messages = List.copyOf(messages);
        deadlines = List.copyOf(deadlines);
        tasks = List.copyOf(tasks);
        links = List.copyOf(links);
        missing = List.copyOf(missing);
        timeline = List.copyOf(timeline);
    }

    /**
     * A message of the request and how far it has travelled.
     *
     * @param documentSha256 what an approval binds
     * @param lastProblem of a try: a code of the catalogue; of a receipt or a rejection: its words and codes
     * @param parkedFor why it is set aside for a person
     * @param behind the earlier message of the same matter that must be delivered first (UC-02/2a)
     * @param byHand what persons recorded of it, where it went or came outside the gateway
     * @param givenUp why it goes nowhere, discarded or not carried by hand; {@code givenUpBy} decided that
     * @param supersededBy the message that left it nothing to say: of ours, approved first, or the partner's
     * @param parts in how many parts its large files travel, 0 for none; {@code partsThere} of them have arrived
     */
    public record Sent(
            MessageId id,
            Direction direction,
            AgencyId partner,
            String kind,
            Instant created,
            Instant notAfter,
            boolean exercise,
            String documentSha256,
            Optional<String> author,
            Optional<String> approver,
            DeliveryState state,
            int attempts,
            Optional<Instant> nextTry,
            Optional<String> lastProblem,
            Optional<String> parkedFor,
            Optional<MessageId> behind,
            List<Try> tries,
            List<Attached> attachments,
            int parts,
            int partsThere,
            Optional<Proof> receipt,
            List<ByHand> byHand,
            Optional<String> givenUp,
            Optional<String> givenUpBy,
            Optional<MessageId> supersededBy) {

        public Sent {
            tries = List.copyOf(tries);
            attachments = List.copyOf(attachments);
            byHand = List.copyOf(byHand);
        }

        /** What both ends read to each other on the telephone. */
        public ReadBackCode readBackCode() {
            return ReadBackCode.of(new Digest(documentSha256));
        }

        /** Whether the two ends read different codes when they last read it (UC-21/8). */
        public boolean readBackDiffered() {
            return byHand.stream()
                    .filter(record -> record.what() == ByHand.What.READ_BACK)
                    .max(Comparator.comparing(ByHand::at).thenComparing(ByHand::recorded))
                    .flatMap(ByHand::agreed)
                    .filter(agreed -> !agreed)
                    .isPresent();
        }

        /** Whether it is here by a person's word alone. */
        public boolean isHeard() {
            return byHand.stream().anyMatch(record -> record.what() == ByHand.What.HEARD);
        }

        public boolean awaitsApproval() {
            return state == DeliveryState.AWAITING_APPROVAL;
        }
    }

    public record Try(Instant at, Duration took, String outcome, Optional<String> problem) {}

    /**
     * A file of a message.
     *
     * @param name for display only
     * @param length bytes
     * @param parts messages that it travels in; 0: inside its message
     * @param complete whether every byte is in and the digest fits
     * @param found what the scanner found, by its own word
     */
    public record Attached(
            String name,
            String mediaType,
            long length,
            Digest sha256,
            int parts,
            boolean complete,
            Look look,
            Optional<String> found) {}

    /** Whether the scanner has seen a file. */
    public enum Look {
        NOT_SCANNED,
        CLEAN,
        QUARANTINED
    }

    /**
     * A signed receipt that is kept.
     *
     * @param mic SHA-256 of the signed part that it proves
     * @param signer fingerprint of the certificate that signed it
     */
    public record Proof(Direction direction, Instant at, String disposition, String mic, String signer) {}

    /**
     * Another request, that this one builds on or that builds on this one.
     *
     * @param later whether the other one came later
     * @param arrived when the later one of the two reached the requested authority; empty: not yet, and the link has no effect
     */
    public record Linked(
            Relation relation,
            boolean later,
            MessageId request,
            String reference,
            AgencyId partner,
            Optional<Instant> arrived) {

        static Linked read(ResultSet row, boolean later) throws SQLException {
            return new Linked(
                    Relation.valueOf(row.getString("relation")),
                    later,
                    RequestRow.messageId(row, "id"),
                    row.getString("reference"),
                    new AgencyId(row.getString("partner")),
                    RequestRow.instant(row, "arrived"));
        }
    }

    /**
     * @param ground a code of the law, of a refusal that was given or received
     * @param setAside why one of ours set it aside; {@code setAsideBy} did
     */
    public record Ending(Optional<String> ground, Optional<String> setAside, Optional<String> setAsideBy) {}

    /** @param since what it was counted from, where it was counted */
    public record Reckoned(ActByReason because, Instant since) {}

    /**
     * @param ends the end to live by: of what others hold the earlier of the stated one and the one by the cautious reading, of ours the later
     * @param unexplained whether the partner states a later end than any reading of the period explains, or that it began unasked (THREAT-84)
     * @param part numbers of the data items that are held where others are not; none: all are
     */
    public record Held(
            HoldState state,
            Instant starts,
            Instant ends,
            boolean estimated,
            Optional<Instant> stated,
            boolean unexplained,
            List<Integer> part) {

        public Held {
            part = List.copyOf(part);
        }

        /** For people: {@code 1, 3}. */
        public String items() {
            return part.stream().map(String::valueOf).collect(Collectors.joining(", "));
        }
    }

    /**
     * @param rule such as {@code DR-01}
     * @param source its paragraph
     * @param says the event that starts it, and what follows
     * @param outcome {@code DEADLINE}, {@code TARGET}: of policy, no figure of the law; {@code NOT_STARTED}, {@code SUSPENDED}, {@code OPEN_ENDED}
     * @param due empty: on no instant that is known; of a hold the end to live by
     * @param latest when it counts as over, where that is later: what is held is not given up before
     * @param warnAt when a person first hears of it; empty once nothing comes of it any more
     * @param state {@code SUPERSEDED}: facts changed and another was computed
     * @param stopped why, of a stopped one; {@code due} is when it would have been
     * @param stated what the holder says of the end, beside what the rule alone gives
     */
    public record Clock(
            String rule,
            String source,
            String says,
            String outcome,
            Optional<Instant> due,
            Optional<Instant> latest,
            Optional<Instant> warnAt,
            boolean estimated,
            String provenance,
            String state,
            Optional<String> stopped,
            Optional<Stated> stated) {

        /** Nothing comes of it any more: {@code due} is when it would have been. */
        public boolean isGone() {
            return DeadlineRow.State.valueOf(state).isGone();
        }

        public boolean isOfHold() {
            return DeadlineRule.of(rule).filter(ClockTable::isOfHold).isPresent();
        }
    }

    /**
     * THREAT-84: a date of the holder's own and ours, for a person to compare.
     *
     * @param days of the period by our rule and our record of the holder's law
     * @param counted the end of that period, by the reading that is safe for our side
     * @param asOrdinary whether the readings of that period explain it, zones apart
     * @param unasked when it was asked for, where others say that it began before, by more than zones explain
     */
    public record Stated(Instant end, int days, Instant counted, boolean asOrdinary, Optional<Instant> unasked) {}

    /** The clocks of the hold, the running one first; none where nothing is held for such a request. */
    public List<Clock> holds() {
        return deadlines.stream().filter(Clock::isOfHold).toList();
    }

    /** When it was asked for that the data be held, where the partner says that it began before (THREAT-84). */
    public Optional<Instant> heldUnasked() {
        return holds().stream()
                .filter(clock -> !clock.isGone())
                .flatMap(clock -> clock.stated().stream())
                .flatMap(stated -> stated.unasked().stream())
                .findFirst();
    }

    /** The last refusal that was told by telephone, while nothing that decides has come since (UC-21/10a). */
    public Optional<ByHand> refusalTold() {
        return messages.stream()
                .flatMap(message -> message.byHand().stream())
                .filter(record -> record.what() == ByHand.What.REFUSAL_TOLD)
                .reduce((earlier, later) -> later)
                .filter(told -> request.refusalTold());
    }

    /** What was done about it and with it; the newest {@link #MOST_MOMENTS}. */
    public List<Moment> acts() {
        return timeline.stream().filter(moment -> !moment.isReading()).toList();
    }

    /** The event that {@code message} made of it, where that tells what it says: by the journal, so that no content is opened for it. */
    public Optional<String> outcome(Sent message) {
        return timeline.stream()
                .filter(moment -> TELLING.contains(message.kind()))
                .filter(moment -> moment.message().equals(Optional.of(message.id())))
                .filter(moment -> moment.detail().containsKey("to"))
                .map(Moment::event)
                .reduce((earlier, later) -> later);
    }

    /** Who read what of it; the newest {@link #MOST_MOMENTS}. */
    public List<Moment> readings() {
        return timeline.stream().filter(Moment::isReading).toList();
    }

    /** Whether there may be older ones. */
    public boolean shortened(List<Moment> moments) {
        return moments.size() == MOST_MOMENTS;
    }

    /**
     * What happened, when, by whom, and its number in the journal.
     *
     * @param number empty for the moment until the sequencer has numbered it
     * @param detail ids, codes and digests
     */
    public record Moment(
            Instant at,
            String event,
            String actor,
            Optional<MessageId> message,
            Map<String, String> detail,
            OptionalLong number) {

        public Moment {
            detail = Map.copyOf(detail);
        }

        boolean isReading() {
            return event.endsWith(".read");
        }
    }
}
