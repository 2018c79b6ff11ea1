package org.comity.casework;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.comity.journal.ByHandRows;
import org.comity.journal.MessageRow;
import org.comity.journal.MessageRows;
import org.comity.matters.ByHand;
import org.comity.matters.DeliveryState;
import org.comity.matters.Request;
import org.comity.messages.MessageId;
import org.comity.partners.OwnAgencies;
import org.comity.people.Actor;
import org.comity.people.Role;
import org.comity.problems.CaseworkProblem;
import org.comity.problems.Checked;
import org.comity.problems.DeskProblem;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** UC-21/8: two persons compared on the telephone whether both ends hold the same text. It moves nothing; where they differ, people are called. */
@Service
public class ReadBacks {
    static final String DIFFERS = "read-back-differs";

    /** Where both ends can have the text. */
    private static final Set<DeliveryState> AT_BOTH_ENDS = EnumSet.of(
            DeliveryState.DELIVERED,
            DeliveryState.CARRIED,
            DeliveryState.HANDED_OVER,
            DeliveryState.PROCESSED,
            DeliveryState.RECORDED);

    private static final int LONGEST = 200; // characters; as every text of a profile

    private final Clock clock;
    private final ClockWatch watch;
    private final Access access;
    private final MessageRows messages;
    private final ByHandRows records;
    private final MessageIds ids;
    private final OwnAgencies own;
    private final Alerting alerting;
    private final Announcements announcements;

    ReadBacks(
            Clock clock,
            ClockWatch watch,
            Access access,
            MessageRows messages,
            ByHandRows records,
            MessageIds ids,
            OwnAgencies own,
            Alerting alerting,
            Announcements announcements) {
        this.clock = clock;
        this.watch = watch;
        this.access = access;
        this.messages = messages;
        this.records = records;
        this.ids = ids;
        this.own = own;
        this.alerting = alerting;
        this.announcements = announcements;
    }

    public static boolean isPossible(DeliveryState state) {
        return AT_BOTH_ENDS.contains(state);
    }

    /**
     * @param at when they spoke
     * @param reader who read at the other end
     * @param agreed whether every group was the same
     */
    @Transactional
    public Checked<MessageId> record(
            Actor actor, MessageId id, MessageId message, Instant at, ByHand.Party reader, boolean agreed) {
        Optional<MessageRow> row =
                messages.lock(message).filter(found -> found.request().equals(Optional.of(id)));
        Optional<Request> request = access.lock(actor, id);
        if (row.isEmpty() || request.isEmpty()) {
            return Checked.failed(DeskProblem.NOT_FOUND.problem());
        }
        if (!actor.is(Role.OFFICER)) {
            return Checked.failed(DeskProblem.ROLE_NEEDED.problem());
        }
        if (!isPossible(row.get().state())) {
            return Checked.failed(DeskProblem.MOVE_NOT_POSSIBLE.problem());
        }
        if (reader.person().length() > LONGEST || reader.organisation().length() > LONGEST) {
            return Checked.failed(DeskProblem.PARAMETER_INVALID.at("reader"));
        }
        Instant now = clock.instant();
        if (at.isAfter(watch.notEarly())
                || at.isBefore(row.get().headers().created().truncatedTo(ChronoUnit.MINUTES))) {
            return Checked.failed(CaseworkProblem.TIME_NOT_POSSIBLE.at("at"));
        }
        store(actor, row.get(), request.get(), at, reader, agreed, now);
        return Checked.passed(message);
    }

    private void store(
            Actor actor,
            MessageRow row,
            Request request,
            Instant at,
            ByHand.Party reader,
            boolean agreed,
            Instant now) {
        ByHand record = ByHand.spoken(
                ids.uuid(now),
                row.id(),
                ByHand.What.READ_BACK,
                at,
                new ByHand.Party(actor.name(), own.get(request.agency()).name()),
                reader,
                Optional.of(agreed),
                Optional.empty(),
                now);
        records.insert(request, record, Optional.empty());
        Map<String, String> detail = new TreeMap<>(HandCarrying.detail(record));
        detail.put("agreed", String.valueOf(agreed));
        announcements.say(Happening.of(row, "message.read-back", actor.name()), detail, now);
        if (!agreed) {
            alerting.raise(row, DIFFERS, now);
        }
    }
}
