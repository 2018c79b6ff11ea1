package org.comity.casework;

import static org.comity.matters.ByHand.What.ARRIVED;
import static org.comity.matters.ByHand.What.CARRIED;

import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.comity.journal.ByHandRows;
import org.comity.journal.MessageRow;
import org.comity.journal.MessageRows;
import org.comity.matters.ByHand;
import org.comity.matters.DeliveryState;
import org.comity.matters.Request;
import org.comity.matters.RequestEvent;
import org.comity.messages.Digest;
import org.comity.messages.MessageId;
import org.comity.people.Actor;
import org.comity.people.Role;
import org.comity.problems.CaseworkProblem;
import org.comity.problems.Checked;
import org.comity.problems.DeskProblem;
import org.comity.problems.Problem;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** UC-21/2, 21/3 and 21/7: what was carried by hand left us, and arrived, or was given up. The record does what dispatch and receipt do on a gateway. */
@Service
public class HandCarrying {
    private final Clock clock;
    private final ClockWatch watch;
    private final Access access;
    private final MessageRows messages;
    private final ByHandRows records;
    private final MessageIds ids;
    private final Bearers bearers;
    private final Dispatch dispatch;
    private final FollowUps followUps;
    private final RequestMoves moves;
    private final Announcements announcements;

    HandCarrying(
            Clock clock,
            ClockWatch watch,
            Access access,
            MessageRows messages,
            ByHandRows records,
            MessageIds ids,
            Bearers bearers,
            Dispatch dispatch,
            FollowUps followUps,
            RequestMoves moves,
            Announcements announcements) {
        this.clock = clock;
        this.watch = watch;
        this.access = access;
        this.messages = messages;
        this.records = records;
        this.ids = ids;
        this.bearers = bearers;
        this.dispatch = dispatch;
        this.followUps = followUps;
        this.moves = moves;
        this.announcements = announcements;
    }

    /**
     * It left us: its dispatch.
     *
     * @param scan stores the proof; asked only once nothing hinders the record any more, and again whenever the transaction is repeated
     */
    @Transactional
    public Checked<MessageId> carried(
            Actor actor,
            MessageId request,
            MessageId message,
            WrittenDown written,
            Supplier<Optional<StoredFile>> scan) {
        return record(actor, request, message, CARRIED, written, scan).then(carried -> {
            bearers.carried(message, carried, actor.name(), clock.instant());
            if (message.equals(request)) {
                dispatch.start(carried, written.at(), clock.instant());
            }
            return Checked.passed(message);
        });
    }

    /**
     * It arrived, as somebody there said or signed: what a receipt does, this does (DR-02).
     *
     * @param scan as in {@link #carried}
     */
    @Transactional
    public Checked<MessageId> arrived(
            Actor actor,
            MessageId request,
            MessageId message,
            WrittenDown written,
            Supplier<Optional<StoredFile>> scan) {
        return record(actor, request, message, ARRIVED, written, scan).then(arrived -> {
            if (message.equals(request)) {
                followUps.arrived(arrived, written.at(), clock.instant());
            }
            return Checked.passed(message);
        });
    }

    /**
     * UC-21/7: nobody will carry it. If it is the request itself, the request has not been made; of anything else the partner has not heard.
     *
     * @param why for our own people, never sent
     */
    @Transactional
    public Checked<MessageId> giveUp(Actor actor, MessageId id, MessageId message, String why) {
        Instant now = clock.instant();
        return find(actor, id, message).then(found -> {
            Optional<Problem> amiss = Reasons.amiss(why);
            if (amiss.isPresent()) {
                return Checked.failed(amiss.get());
            }
            // what left, or still waits for a second person, is not given up here
            if (found.row().state() != DeliveryState.TO_CARRY
                    || !messages.move(message, DeliveryState.DISCARDED, now)) {
                return Checked.failed(DeskProblem.MOVE_NOT_POSSIBLE.problem());
            }
            messages.gaveUp(message, why.strip(), actor.name());
            bearers.gaveUp(message, found.request(), why.strip(), actor.name(), now);
            announcements.say(Happening.of(found.row(), "message.given-up", actor.name()), Map.of(), now);
            moves.undelivered(found.row(), RequestEvent.NOT_DELIVERED, now);
            return Checked.passed(message);
        });
    }

    private record Found(MessageRow row, Request request) {}

    private Checked<Found> find(Actor actor, MessageId id, MessageId message) {
        // the message first, as whoever delivers does; what still waits for approval cannot be carried, and is locked
        // after its request
        Optional<MessageRow> row = messages.find(message)
                .filter(found -> found.request().equals(Optional.of(id)))
                .flatMap(found ->
                        found.state() == DeliveryState.AWAITING_APPROVAL ? Optional.of(found) : messages.lock(message));
        Optional<Request> request = access.lock(actor, id);
        if (row.isEmpty() || request.isEmpty()) {
            return Checked.failed(DeskProblem.NOT_FOUND.problem());
        }
        return actor.is(Role.OFFICER)
                ? Checked.passed(new Found(row.get(), request.get()))
                : Checked.failed(DeskProblem.ROLE_NEEDED.problem());
    }

    private Checked<Request> record(
            Actor actor,
            MessageId id,
            MessageId message,
            ByHand.What what,
            WrittenDown written,
            Supplier<Optional<StoredFile>> scan) {
        Instant now = clock.instant();
        return find(actor, id, message).then(found -> {
            if (!written.isPossible(earliest(found.row(), what), watch.notEarly())) {
                return Checked.failed(CaseworkProblem.TIME_NOT_POSSIBLE.at("at"));
            }
            if (!messages.move(message, what == CARRIED ? DeliveryState.CARRIED : DeliveryState.HANDED_OVER, now)) {
                return Checked.failed(DeskProblem.MOVE_NOT_POSSIBLE.problem());
            }
            WrittenDown proved = written.with(scan.get());
            ByHand record = proved.of(ids.uuid(now), message, what, actor.name(), now);
            records.insert(found.request(), record, proved.scan().map(StoredFile::payload));
            String event = what == CARRIED ? "message.carried" : "message.handed-over";
            announcements.say(Happening.of(found.row(), event, actor.name()), detail(record), now);
            return Checked.passed(found.request());
        });
    }

    /** What is not written cannot leave, and what has not left cannot arrive. */
    private Instant earliest(MessageRow row, ByHand.What what) {
        return records.of(row.request().orElseThrow()).stream()
                .filter(earlier -> what == ARRIVED && earlier.what() == CARRIED)
                .filter(earlier -> earlier.message().equals(row.id()))
                .map(ByHand::at)
                .findFirst()
                .orElse(row.headers().created());
    }

    /** For the journal: when, by which way and the digest of the proof; persons are content. */
    static Map<String, String> detail(ByHand record) {
        Map<String, String> detail = new TreeMap<>(Map.of(
                "record", record.id().toString(),
                "at", record.at().toString(),
                "way", record.way().name()));
        record.scan().map(ByHand.Scan::sha256).map(Digest::hex).ifPresent(sha256 -> detail.put("scan", sha256));
        return detail;
    }
}
