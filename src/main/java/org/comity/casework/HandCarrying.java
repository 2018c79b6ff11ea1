package org.comity.casework;

import static org.comity.matters.ByHand.What.ARRIVED;
import static org.comity.matters.ByHand.What.CARRIED;

import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.comity.journal.ByHandRows;
import org.comity.journal.MessageRow;
import org.comity.journal.MessageRows;
import org.comity.matters.ByHand;
import org.comity.matters.DeliveryState;
import org.comity.matters.Request;
import org.comity.messages.Digest;
import org.comity.messages.MessageId;
import org.comity.people.Actor;
import org.comity.people.Role;
import org.comity.problems.CaseworkProblem;
import org.comity.problems.Checked;
import org.comity.problems.DeskProblem;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** UC-21/2 and 21/3: what was carried by hand left us, and arrived. The record of it does what dispatch and receipt do on a gateway. */
@Service
public class HandCarrying {
    private final Clock clock;
    private final Access access;
    private final MessageRows messages;
    private final ByHandRows records;
    private final MessageIds ids;
    private final Bearers bearers;
    private final Dispatch dispatch;
    private final FollowUps followUps;
    private final Announcements announcements;

    HandCarrying(
            Clock clock,
            Access access,
            MessageRows messages,
            ByHandRows records,
            MessageIds ids,
            Bearers bearers,
            Dispatch dispatch,
            FollowUps followUps,
            Announcements announcements) {
        this.clock = clock;
        this.access = access;
        this.messages = messages;
        this.records = records;
        this.ids = ids;
        this.bearers = bearers;
        this.dispatch = dispatch;
        this.followUps = followUps;
        this.announcements = announcements;
    }

    /** It left us: its dispatch. */
    @Transactional
    public Checked<MessageId> carried(Actor actor, MessageId request, MessageId message, WrittenDown written) {
        return record(actor, request, message, CARRIED, written).then(carried -> {
            bearers.carried(message, carried, actor.name(), clock.instant());
            if (message.equals(request)) {
                dispatch.start(carried, written.at(), clock.instant());
            }
            return Checked.passed(message);
        });
    }

    /** It arrived, as somebody there said or signed: what a receipt does, this does (DR-02). */
    @Transactional
    public Checked<MessageId> arrived(Actor actor, MessageId request, MessageId message, WrittenDown written) {
        return record(actor, request, message, ARRIVED, written).then(arrived -> {
            if (message.equals(request)) {
                followUps.arrived(arrived, written.at(), clock.instant());
            }
            return Checked.passed(message);
        });
    }

    private Checked<Request> record(
            Actor actor, MessageId id, MessageId message, ByHand.What what, WrittenDown written) {
        // the message first, as whoever approves or delivers does
        Optional<MessageRow> row =
                messages.lock(message).filter(found -> found.request().equals(Optional.of(id)));
        Optional<Request> request = access.lock(actor, id);
        if (row.isEmpty() || request.isEmpty()) {
            return Checked.failed(DeskProblem.NOT_FOUND.problem());
        }
        if (!actor.is(Role.OFFICER)) {
            return Checked.failed(DeskProblem.ROLE_NEEDED.problem());
        }
        Instant now = clock.instant();
        if (!written.isPossible(earliest(row.get(), what), now)) {
            return Checked.failed(CaseworkProblem.TIME_NOT_POSSIBLE.at("at"));
        }
        if (!messages.move(message, what == CARRIED ? DeliveryState.CARRIED : DeliveryState.HANDED_OVER, now)) {
            return Checked.failed(DeskProblem.MOVE_NOT_POSSIBLE.problem());
        }
        ByHand record = written.of(ids.uuid(now), message, what, actor.name(), now);
        records.insert(request.get(), record, written.scan().map(StoredFile::payload));
        String event = what == CARRIED ? "message.carried" : "message.handed-over";
        announcements.say(Happening.of(row.get(), event, actor.name()), detail(record), now);
        return Checked.passed(request.get());
    }

    /** What is not written cannot leave, and what has not left cannot arrive. */
    private Instant earliest(MessageRow row, ByHand.What what) {
        return records.of(row.request().orElseThrow()).stream()
                .filter(earlier -> what == ARRIVED && earlier.message().equals(row.id()))
                .map(ByHand::at)
                .findFirst()
                .orElse(row.created());
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
