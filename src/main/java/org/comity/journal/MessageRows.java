package org.comity.journal;

import static org.comity.journal.Columns.text;
import static org.comity.journal.Columns.utc;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.comity.matters.DeliveryState;
import org.comity.matters.Direction;
import org.comity.matters.MatterId;
import org.comity.messages.Digest;
import org.comity.messages.MessageId;
import org.comity.messages.SignedHeaders;
import org.comity.messages.Urgency;
import org.comity.partners.AgencyId;
import org.comity.partners.Fingerprint;
import org.comity.people.UnitId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Messages of both directions. Every method joins the caller's transaction. */
@Repository
public class MessageRows {
    private final JdbcClient jdbc;

    MessageRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    public void insert(MessageRow row) {
        jdbc.sql("""
                        insert into message (id, agency, matter, unit, request, answers, direction, partner, kind, urgency, created, not_after,
                            exercise, document, signed, sealed, mic, author, approver, state, finished)
                        values (:id, :agency, :matter, :unit, :request, :answers, :direction, :partner, :kind, :urgency, :created, :notAfter,
                            :exercise, :document, :signed, :sealed, :mic, :author, :approver, :state, :finished)""")
                .param("id", row.id().toString())
                .param("agency", row.agency().value())
                .param("matter", row.filed().matter().map(MatterId::uuid).orElse(null))
                .param("unit", text(row.filed().unit()))
                .param("request", text(row.request()))
                .param("answers", text(row.answers()))
                .param("direction", row.direction().name())
                .param("partner", row.partner().value())
                .param("kind", row.kind())
                .param("urgency", row.urgency().level())
                .param("created", utc(row.headers().created()))
                .param("notAfter", utc(row.headers().notAfter()))
                .param("exercise", row.headers().exercise())
                .param("document", row.kept().document().uuid())
                .param("signed", row.kept().signed().map(PayloadId::uuid).orElse(null))
                .param("sealed", row.kept().sealed().map(PayloadId::uuid).orElse(null))
                .param("mic", text(row.kept().mic()))
                .param("author", text(row.author()))
                .param("approver", text(row.approver()))
                .param("state", row.state().name())
                .param("finished", utc(row.progress().finished()))
                .update();
    }

    public Optional<MessageRow> find(MessageId id) {
        return jdbc.sql("select * from message where id = :id")
                .param("id", id.toString())
                .query(MessageRows::read)
                .optional();
    }

    /** As {@link #find}, and nobody else changes the row until this transaction ends. */
    public Optional<MessageRow> lock(MessageId id) {
        return jdbc.sql("select * from message where id = :id for update")
                .param("id", id.toString())
                .query(MessageRows::read)
                .optional();
    }

    /** As it is once whoever works on it is done; until the end of the transaction nobody begins to. What it waits for may still wake it. */
    public Optional<MessageRow> watch(MessageId id) {
        return jdbc.sql("select * from message where id = :id for key share")
                .param("id", id.toString())
                .query(MessageRows::read)
                .optional();
    }

    public List<MessageRow> ofRequest(MessageId request) {
        return jdbc.sql("select * from message where request = :request and kind <> 'part' order by created, id")
                .param("request", request.toString())
                .query(MessageRows::read)
                .list();
    }

    /** What either side said of {@code kinds} about the request, in the order in which it was written. */
    public List<MessageRow> ofKinds(MessageId request, Set<String> kinds) {
        return jdbc.sql("select * from message where request = ? and kind = any(?) order by created, id")
                .params(request.toString(), kinds.toArray(String[]::new))
                .query(MessageRows::read)
                .list();
    }

    /** What about the request waits for its second person. */
    public List<MessageRow> awaitingApproval(MessageId request) {
        return jdbc.sql("""
                        select * from message where request = ? and state = 'AWAITING_APPROVAL' and kind <> 'part'
                        order by created, id""").param(request.toString()).query(MessageRows::read).list();
    }

    /** How many messages of the partner are filed with {@code request}. */
    public int heardOf(MessageId request) {
        return jdbc.sql("select count(*) from message where request = ? and direction = 'IN' and kind <> 'part'")
                .param(request.toString())
                .query(Integer.class)
                .single();
    }

    /** Whether a message that the partner itself signed took effect on the request after {@code since}, of another kind than {@code but}. */
    public boolean isSignedSince(MessageId request, Set<String> but, Instant since) {
        return jdbc.sql("""
                        select exists (select from message where request = ? and id <> ? and direction = 'IN' and state = 'PROCESSED'
                            and kind <> 'part' and not kind = any(?) and finished > ?)""")
                .params(request.toString(), request.toString(), but.toArray(String[]::new), utc(since))
                .query(Boolean.class)
                .single();
    }

    /** Whether something that the partner said later about the same request, of another kind than {@code but}, was processed before it. */
    public boolean isOvertaken(MessageId message, Set<String> but) {
        return jdbc.sql("""
                        select exists (select from message late join message later on later.request = late.request
                            where late.id = ? and later.id not in (late.id, late.request) and later.direction = 'IN'
                            and later.state = 'PROCESSED' and later.created >= late.created and not later.kind = any(?))""")
                .params(message.toString(), but.toArray(String[]::new))
                .query(Boolean.class)
                .single();
    }

    /**
     * Requests of the partner's that were received and have had no effect yet, since they wait for their turn or are parked; the oldest first. By
     * two indexes, however much is stored.
     */
    public List<MessageRow> unreadRequests(AgencyId agency, AgencyId partner, int most) {
        return jdbc.sql("""
                        select m.* from (
                            select w.id from outbox o join message w on w.id = o.subject
                            where o.address = 'comity.inbound' and o.partner = :partner and o.priority in (0, 2, 4) and w.state = 'RECEIVED'
                            union
                            select id from message where partner = :partner and state = 'PARKED' and direction = 'IN') unread
                        join message m on m.id = unread.id
                        where m.agency = :agency and m.kind in (:kinds)
                        order by m.created, m.id limit :most""")
                .param("agency", agency.value())
                .param("partner", partner.value())
                .param("kinds", MessageRow.REQUESTS)
                .param("most", most)
                .query(MessageRows::read)
                .list();
    }

    /** Whether {@code one} was recorded before {@code other}; of no two both are true, whatever the clocks of the nodes say. */
    public boolean cameBefore(MessageId one, MessageId other) {
        String recorded = "(select min(id) from journal_leaf where message = ? and event = 'message.received')";
        return jdbc.sql("select coalesce(" + recorded + " < " + recorded + ", false)")
                .params(one.toString(), other.toString())
                .query(Boolean.class)
                .single();
    }

    /** When a message of a partner's came in. */
    public Optional<Instant> receivedAt(MessageId id) {
        return jdbc.sql("select at from inbox where message = ?")
                .param(id.toString())
                .query((row, number) -> Columns.instant(row, "at"))
                .optional();
    }

    /** Moves a message on; true if it was in a state that allows it (the table of {@link DeliveryState#next()}). */
    public boolean move(MessageId id, DeliveryState to, Instant now) {
        return jdbc.sql("""
                        update message set state = :to, next_try = null, finished = case when :ends then :now end
                        where id = :id and state in (:from)""")
                        .param("to", to.name())
                        .param("ends", to.isOver())
                        .param("now", utc(now))
                        .param("id", id.toString())
                        .param("from", before(to))
                        .update()
                == 1;
    }

    /**
     * For which the partner gave its receipt in the time span, for itself or for a part of its files; in the order of their receipts. Without pings;
     * nobody else changes them until this transaction ends.
     */
    public List<MessageRow> lockDelivered(AgencyId from, AgencyId to, Instant since, Instant until, int most) {
        return jdbc.sql("""
                        select m.* from message m join receipt r on r.message = m.id and r.direction = 'IN'
                        where m.agency = :from and m.partner = :to and m.state = 'DELIVERED' and m.kind not in ('part', 'ping')
                            and (r.at >= :since and r.at < :until or exists (
                                select from message p join receipt part on part.message = p.id and part.direction = 'IN'
                                where p.request = m.id and p.kind = 'part' and part.at >= :since and part.at < :until))
                        order by r.at, m.id limit :most for update of m""")
                .param("from", from.value())
                .param("to", to.value())
                .param("since", utc(since))
                .param("until", utc(until))
                .param("most", most)
                .query(MessageRows::read)
                .list();
    }

    /** UC-09/7f: the only way back from {@code DELIVERED}, and so in no table. As if it had never been tried. */
    public void takeBack(MessageId delivered) {
        jdbc.sql("""
                        update message set state = 'SEALED', finished = null, attempts = 0, last_problem = null
                        where state = 'DELIVERED' and id = ?""").param(delivered.toString()).update();
    }

    /**
     * Parts of what is taken back follow once it is delivered again, sealed anew with the same MIC; those too that are on their way to who does
     * not know yet what they belong to, or came there already.
     *
     * @return which
     */
    public List<MessageId> takeBackParts(MessageId manifest) {
        return jdbc.sql("""
                        update message set state = 'APPROVED', finished = null, attempts = 0, last_problem = null, next_try = null
                        where request = ? and kind = 'part' and direction = 'OUT' and state in ('DELIVERED', 'SEALED', 'TURNED_AWAY')
                        returning id""")
                .param(manifest.toString())
                .query((row, number) -> Columns.messageId(row.getString("id")))
                .list();
    }

    /** Whether the partner once gave the receipt that proves it: nothing that fails later takes that back. */
    public boolean isProved(MessageId sent) {
        return jdbc.sql(
                        "select exists (select from receipt where message = ? and direction = 'IN' and disposition = 'processed')")
                .param(sent.toString())
                .query(Boolean.class)
                .single();
    }

    public void approvedBy(MessageId id, String approver) {
        jdbc.sql("update message set approver = :approver where id = :id")
                .param("approver", approver)
                .param("id", id.toString())
                .update();
    }

    /** @return the row as it is then; empty if it was not {@code APPROVED} */
    public Optional<MessageRow> seal(MessageId id, MessageRow.Kept kept) {
        return seal(id, kept, DeliveryState.APPROVED);
    }

    /**
     * What is sealed, signed or encrypted anew (UC-02/2d, 2e).
     *
     * @return the row as it is then; empty if it was not {@code SEALED}
     */
    public Optional<MessageRow> sealAnew(MessageId id, MessageRow.Kept kept) {
        return seal(id, kept, DeliveryState.SEALED);
    }

    private Optional<MessageRow> seal(MessageId id, MessageRow.Kept kept, DeliveryState was) {
        return jdbc.sql("""
                        update message set state = 'SEALED', next_try = null,
                            signed = :signed, signed_by = :by, sealed = :sealed, sealed_to = :to, mic = :mic
                        where id = :id and state = :was returning *""")
                .param("signed", kept.signed().map(PayloadId::uuid).orElse(null))
                .param("by", kept.signedBy().orElseThrow().hex())
                .param("sealed", kept.sealed().map(PayloadId::uuid).orElse(null))
                .param("to", kept.sealedTo().orElseThrow().hex())
                .param("mic", kept.mic().orElseThrow().hex())
                .param("id", id.toString())
                .param("was", was.name())
                .query(MessageRows::read)
                .optional();
    }

    /** What travels behind a message with a manifest and is not yet on its way. */
    public List<MessageId> unsentPartsOf(MessageId manifest) {
        return jdbc.sql(
                        "select id from message where request = :manifest and kind = 'part' and state = 'APPROVED' order by id")
                .param("manifest", manifest.toString())
                .query((row, number) -> Columns.messageId(row.getString("id")))
                .list();
    }

    /** Parts are approved with the message that names their attachment. */
    public void approveParts(MessageId manifest, String approver) {
        jdbc.sql("""
                        update message set state = 'APPROVED', approver = :approver
                        where request = :manifest and kind = 'part' and state = 'AWAITING_APPROVAL'""")
                .param("approver", approver)
                .param("manifest", manifest.toString())
                .update();
    }

    /** Parts go where the message that names their attachment goes. */
    public void discardParts(MessageId manifest) {
        jdbc.sql("""
                        update message set state = 'DISCARDED'
                        where request = :manifest and kind = 'part' and state in ('AWAITING_APPROVAL', 'APPROVED')""").param("manifest", manifest.toString()).update();
    }

    /** Files a received message under its matter and request. */
    public void file(MessageId id, MatterId matter, UnitId unit, MessageId request) {
        jdbc.sql("update message set matter = :matter, unit = :unit, request = :request where id = :id")
                .param("matter", matter.uuid())
                .param("unit", unit.value())
                .param("request", request.toString())
                .param("id", id.toString())
                .update();
    }

    /** Notes which request a received message is about that cannot be filed yet. */
    public void about(MessageId id, MessageId request) {
        jdbc.sql("update message set request = :request where id = :id")
                .param("request", request.toString())
                .param("id", id.toString())
                .update();
    }

    /** Messages that wait, parked as early, for {@code request} to move; without those that another transaction works on. */
    public List<MessageRow> lockEarly(MessageId request) {
        return jdbc.sql("""
                        select * from message m where request = :request and state = 'PARKED' and exists (
                            select from parked p where p.message = m.id and p.reason = 'EARLY' and p.resolved is null)
                        order by created, id for no key update of m skip locked""")
                .param("request", request.toString())
                .query(MessageRows::read)
                .list();
    }

    /** Counts one more try that did not end it. */
    public void tried(MessageId id, String problem, Optional<Instant> nextTry) {
        jdbc.sql("update message set attempts = attempts + 1, last_problem = :problem, next_try = :next where id = :id")
                .param("problem", problem)
                .param("next", utc(nextTry))
                .param("id", id.toString())
                .update();
    }

    /** Says why it waits and until when; counts no try, and nothing if it ended meanwhile. */
    public void waits(MessageId id, String problem, Instant nextTry) {
        jdbc.sql("update message set last_problem = :problem, next_try = :next where id = :id and finished is null")
                .param("problem", problem)
                .param("next", utc(nextTry))
                .param("id", id.toString())
                .update();
    }

    /** What it waited for is there. */
    public void waitsForNothing(MessageId id) {
        jdbc.sql("update message set last_problem = null where id = ?")
                .param(id.toString())
                .update();
    }

    /** What a received message says was wrong: the codes of a rejection. */
    public void names(MessageId id, String problems) {
        jdbc.sql("update message set last_problem = :problems where id = :id")
                .param("problems", problems)
                .param("id", id.toString())
                .update();
    }

    /** Why it goes nowhere, and whose decision that was. */
    public void gaveUp(MessageId id, String why, String by) {
        jdbc.sql("update message set given_up = :why, given_up_by = :by where id = :id")
                .param("why", why)
                .param("by", by)
                .param("id", id.toString())
                .update();
    }

    /** It lapsed with its request: who ended that. */
    public void lapsed(MessageId id, String by) {
        jdbc.sql("update message set given_up_by = :by where id = :id")
                .param("by", by)
                .param("id", id.toString())
                .update();
    }

    /** It had nothing to say any more once {@code message} had left, which {@code by} approved, or had come from {@code by}. */
    public void superseded(MessageId id, MessageId message, String by) {
        jdbc.sql("update message set superseded_by = :message, given_up_by = :by where id = :id")
                .param("message", message.toString())
                .param("by", by)
                .param("id", id.toString())
                .update();
    }

    /**
     * The partner rejected a message of ours. That it says so again does not undo that another of ours has taken its place; if it had gone on
     * before, it does no more.
     */
    public void rejected(MessageId id, MessageId by) {
        jdbc.sql("""
                        update message set rejected_by = :by, replaced_by = case when exists (
                                select 1 from message earlier join message rejection on rejection.id = :by
                                where earlier.id = message.replaced_by and earlier.direction = 'IN' and earlier.created < rejection.created)
                            then null else replaced_by end
                        where id = :id and direction = 'OUT'""").param("by", by.toString()).param("id", id.toString()).update();
    }

    /** {@code message}, if it is ours, says again what was rejected of {@code kinds} about the same request. */
    public void replaced(MessageId message, Set<String> kinds) {
        jdbc.sql("""
                        update message m set replaced_by = n.id from message n
                        where n.id = :id and n.direction = 'OUT' and m.request = n.request and m.id <> n.id
                            and m.rejected_by is not null and m.replaced_by is null and m.kind = any(:kinds)""")
                .param("id", message.toString())
                .param("kinds", kinds.toArray(String[]::new))
                .update();
    }

    /** Before their request, as whoever carries one of them does: what of ours about it the partner rejected, and nothing has replaced. */
    public void lockRejected(MessageId request) {
        jdbc.sql("""
                        select id from message where request = ? and rejected_by is not null and replaced_by is null
                        order by id for no key update""").param(request.toString()).query(String.class).list();
    }

    /** What was rejected needs nobody to say it again: the partner went on with {@code by} all the same. */
    public void needsNoMore(MessageId rejected, MessageId by) {
        jdbc.sql("update message set replaced_by = ? where id = ? and rejected_by is not null and replaced_by is null")
                .params(by.toString(), rejected.toString())
                .update();
    }

    /** A message of ours and the partner's that rejected it. */
    public record Rejected(MessageRow ours, MessageRow by) {}

    /** States of a request in which nobody has to say anything of it again. */
    public static final String GIVEN_UP = "'WITHDRAWN', 'SUPERSEDED', 'CLOSED'";

    /** What of ours about {@code request} the partner rejected, and nothing of ours has replaced; the oldest first. */
    public List<Rejected> rejected(MessageId request) {
        record Pair(MessageId ours, MessageId by) {}
        List<Pair> pairs = jdbc.sql("""
                        select id, rejected_by from message
                        where request = ? and rejected_by is not null and replaced_by is null
                            and exists (select from request r where r.id = message.request and r.state not in (""" + GIVEN_UP + """
                        )) order by created, id""")
                .param(request.toString())
                .query((row, number) -> new Pair(
                        Columns.messageId(row.getString("id")), Columns.messageId(row.getString("rejected_by"))))
                .list();
        return pairs.stream()
                .map(pair -> new Rejected(
                        find(pair.ours()).orElseThrow(), find(pair.by()).orElseThrow()))
                .toList();
    }

    private static List<String> before(DeliveryState to) {
        return Arrays.stream(DeliveryState.values())
                .filter(from -> from.next().contains(to))
                .map(Enum::name)
                .toList();
    }

    private static MessageRow read(ResultSet row, int number) throws SQLException {
        Direction direction = Direction.valueOf(row.getString("direction"));
        AgencyId agency = new AgencyId(row.getString("agency"));
        AgencyId partner = new AgencyId(row.getString("partner"));
        MessageId id = Columns.messageId(row.getString("id"));
        return new MessageRow(
                new SignedHeaders(
                        id,
                        id.agency(),
                        direction == Direction.OUT ? partner : agency,
                        Columns.instant(row, "created"),
                        Columns.instant(row, "not_after"),
                        row.getBoolean("exercise")),
                direction,
                partner,
                row.getString("kind"),
                Urgency.ofLevel(row.getInt("urgency")),
                filed(row),
                Columns.optionalText(row, "answers").map(Columns::messageId),
                kept(row),
                Columns.optionalText(row, "author"),
                Columns.optionalText(row, "approver"),
                progress(row));
    }

    private static MessageRow.Filed filed(ResultSet row) throws SQLException {
        return new MessageRow.Filed(
                Columns.optionalUuid(row, "matter").map(MatterId::new),
                Columns.optionalText(row, "unit").map(UnitId::new),
                Columns.optionalText(row, "request").map(Columns::messageId));
    }

    private static MessageRow.Kept kept(ResultSet row) throws SQLException {
        return new MessageRow.Kept(
                new PayloadId(row.getObject("document", java.util.UUID.class)),
                Columns.optionalUuid(row, "signed").map(PayloadId::new),
                Columns.optionalText(row, "signed_by").map(Fingerprint::new),
                Columns.optionalUuid(row, "sealed").map(PayloadId::new),
                Columns.optionalText(row, "sealed_to").map(Fingerprint::new),
                Columns.optionalText(row, "mic").map(Digest::new));
    }

    private static MessageRow.Progress progress(ResultSet row) throws SQLException {
        return new MessageRow.Progress(
                DeliveryState.valueOf(row.getString("state")),
                row.getInt("attempts"),
                Columns.optionalInstant(row, "next_try"),
                Columns.optionalText(row, "last_problem"),
                Columns.optionalInstant(row, "finished"));
    }
}
