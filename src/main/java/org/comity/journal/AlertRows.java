package org.comity.journal;

import static org.comity.journal.Columns.text;
import static org.comity.journal.Columns.utc;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.comity.messages.MessageId;
import org.comity.partners.AgencyId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Alerts: what someone must be told, again and again until somebody has acknowledged it. */
@Repository
public class AlertRows {
    /** What one partner causes of one sort: alert {@code a}. */
    private static final String FLOOD =
            "a.partner || ': ' || a.cause || case when a.emergency then ', EMERGENCY' else '' end";

    /** Nobody acknowledged what was said of a deadline before: this calls supervisors, not the duty officer. */
    public static final String ESCALATED = "deadline-escalated";

    /** The call was heard, but by somebody who cannot approve what waits: no approver is on duty. */
    public static final String NO_APPROVER = "no-approver-on-duty";

    /** By which the clocks of nodes may differ, and transactions that end in another order than they began: no further ahead was an alert raised. */
    private static final Duration AHEAD = Duration.ofMinutes(5);

    private final JdbcClient jdbc;

    AlertRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * @param cause such as {@code urgent-request}, {@code message-parked}, {@code deadline-ahead}
     * @param subject id of what it is about; one open alert for a cause and subject
     * @param tellsOf whose act it tells others of
     * @param rung who is called: 0 is the first on duty
     * @param called how often anybody was called, or should have been
     * @param trouble why nobody heard the last call, if nobody did: {@code nobody-on-duty}, {@code call-failed}; or {@link #NO_APPROVER}
     * @param heldBack enough were called about the like, and nobody is about this one until then
     * @param quietUntil somebody took notice of it, and nobody is called until then
     */
    public record Alert(
            UUID id,
            AgencyId agency,
            String cause,
            String subject,
            Optional<MessageId> request,
            Instant raised,
            Optional<String> tellsOf,
            int rung,
            int called,
            Optional<String> trouble,
            Optional<Instant> acknowledged,
            Optional<Instant> heldBack,
            Optional<Instant> quietUntil) {

        /**
         * Until when nobody is to be called, whatever its errand says; what a clock that was ahead has left counts for nothing (THREAT-89).
         *
         * @param longest for which an acknowledgement is good
         */
        public Optional<Instant> silentUntil(Instant now, Duration longest) {
            return Stream.concat(
                            heldBack.filter(until -> !raised.isAfter(ahead(now))).stream(),
                            quietUntil.filter(until -> !until.isAfter(ahead(now.plus(longest)))).stream())
                    .filter(now::isBefore)
                    .max(Comparator.naturalOrder());
        }
    }

    /** Who causes one that is about no registered request, and whether that is about an emergency. */
    public record Causer(AgencyId partner, boolean emergency) {}

    /**
     * @param causer who causes it where {@code request} does not say so
     * @param anew what is done at the end of the transaction if the open one was acknowledged meanwhile: this one is not told by it
     * @return the new alert; empty if there is an open one about the same already, which counts this one too
     */
    public Optional<UUID> raise(
            AgencyId agency,
            String cause,
            String subject,
            Optional<MessageId> request,
            Optional<Causer> causer,
            Instant now,
            Runnable anew) {
        // asked first: at a conflict an insert waits for whoever has just counted the open one, until that one commits
        Optional<UUID> raised = jdbc.sql("""
                        insert into alert (id, agency, cause, subject, request, partner, emergency, raised)
                        select :id, :agency, :cause, :subject, :request, coalesce(r.partner, :partner), coalesce(r.urgency = 2, :emergency), :now
                        from (select cast(:request as text) as id) own left join request r on r.id = own.id where not exists (
                            select from alert where agency = :agency and cause = :cause and subject = :subject and acknowledged is null)
                        on conflict (agency, cause, subject) where acknowledged is null do nothing returning id""")
                .param("id", UUID.randomUUID())
                .param("agency", agency.value())
                .param("cause", cause)
                .param("subject", subject)
                .param("request", text(request))
                .param("partner", causer.map(one -> one.partner().value()).orElse(null), Types.VARCHAR)
                .param("emergency", causer.map(Causer::emergency).orElse(null), Types.BOOLEAN)
                .param("now", utc(now))
                .query(UUID.class)
                .optional();
        if (raised.isEmpty()) {
            BeforeCommit.last(
                    this, Again.class, Again::new, again -> again.all.add(new Told(agency, cause, subject, anew)));
        }
        return raised;
    }

    private record Told(AgencyId agency, String cause, String subject, Runnable anew) {
        static final Comparator<Told> ORDER = Comparator.comparing((Told told) -> told.agency.value())
                .thenComparing(Told::cause)
                .thenComparing(Told::subject);
    }

    /** What was told once more, counted last: in a flood every transaction counts the same alert. Two that count the same ones take them in one order. */
    private final class Again implements Runnable {
        private final List<Told> all = new ArrayList<>();

        @Override
        public void run() {
            all.stream()
                    .sorted(Told.ORDER)
                    .filter(told -> !isCounted(told))
                    .map(Told::anew)
                    .forEach(Runnable::run);
        }
    }

    private boolean isCounted(Told told) {
        return jdbc.sql("""
                        update alert set again = again + 1
                        where agency = ? and cause = ? and subject = ? and acknowledged is null""")
                        .params(told.agency().value(), told.cause(), told.subject())
                        .update()
                > 0;
    }

    private static Instant ahead(Instant now) {
        return now.plus(AHEAD);
    }

    /**
     * When the last {@code most} others of its cause were raised about the same request or subject as {@code id}, after {@code since}; the
     * newest first. What a clock that was ahead has left is none of them (THREAT-89).
     */
    public List<Instant> raisedSince(UUID id, Instant since, Instant now, int most) {
        return jdbc.sql("""
                        with own as (select * from alert where id = :id),
                        alike as (
                            select o.id, o.raised from own join alert o on o.agency = own.agency and o.cause = own.cause and o.subject = own.subject
                            where o.raised > :since and o.raised <= :ahead
                            union
                            select o.id, o.raised from own join alert o on o.agency = own.agency and o.cause = own.cause and o.request = own.request
                            where o.raised > :since and o.raised <= :ahead)
                        select raised from alike where id <> :id order by raised desc limit :most""")
                .param("id", id)
                .param("since", utc(since))
                .param("ahead", utc(ahead(now)))
                .param("most", most)
                .query((row, number) -> Columns.instant(row, "raised"))
                .list();
    }

    /**
     * When somebody is or was first called about the last {@code most} other alerts of the cause that the same partner causes, after
     * {@code since}; the last first. As in {@link #raisedSince}, none of the future. What is urgent does not stand in the way of an emergency: each level counts for itself.
     */
    public List<Instant> callsOfPartner(UUID id, Instant since, Instant now, int most) {
        return jdbc.sql("""
                        select calls from (select * from alert where id = :id and partner is not null) own cross join lateral (
                            (select o.raised as calls from alert o
                            where o.agency = own.agency and o.cause = own.cause and o.partner = own.partner and o.emergency = own.emergency
                                and o.held_back is null and o.raised > :since and o.raised <= :ahead and o.id <> own.id
                            order by o.raised desc limit :most)
                            union all
                            (select o.held_back from alert o
                            where o.agency = own.agency and o.cause = own.cause and o.partner = own.partner and o.emergency = own.emergency
                                and o.acknowledged is null and o.held_back > :since and o.raised <= :ahead and o.id <> own.id
                            order by o.held_back desc limit :most)) others
                        order by calls desc limit :most""")
                .param("id", id)
                .param("since", utc(since))
                .param("ahead", utc(ahead(now)))
                .param("most", most)
                .query((row, number) -> Columns.instant(row, "calls"))
                .list();
    }

    /** @param subject partner, cause and urgency of what it causes too much of, as it is shown */
    public record Flood(AgencyId agency, String subject) {}

    public Optional<Flood> floodOf(UUID alert) {
        return jdbc.sql("select a.agency, " + FLOOD + " as flood from alert a where a.id = ? and a.partner is not null")
                .param(alert)
                .query((row, number) -> new Flood(new AgencyId(row.getString("agency")), row.getString("flood")))
                .optional();
    }

    /** Whether it was held back and nobody was called about it yet, and somebody is called about the flood that it is of. */
    public boolean isOneOfMany(UUID alert, String many) {
        return jdbc.sql("""
                        select exists (select 1 from alert a
                            join alert m on m.agency = a.agency and m.cause = ? and m.acknowledged is null and m.subject =\s""" + FLOOD + """

                            where a.id = ? and a.held_back is not null and a.called = 0)""")
                .params(many, alert)
                .query(Boolean.class)
                .single();
    }

    /** Who causes it, or whom its request is of. */
    public Optional<AgencyId> partner(UUID id) {
        return jdbc.sql("select partner from alert where id = ? and partner is not null")
                .param(id)
                .query((row, number) -> new AgencyId(row.getString("partner")))
                .optional();
    }

    public void holdBack(UUID id, Instant until) {
        jdbc.sql("update alert set held_back = ? where id = ?")
                .params(utc(until), id)
                .update();
    }

    /** Whoever did what it is about has nothing to acknowledge. */
    public void tellsOf(UUID id, String person) {
        jdbc.sql("update alert set tells_of = ? where id = ?")
                .params(person, id)
                .update();
    }

    /** Whether anybody was ever called about it, whatever became of it. */
    public boolean wasRaised(AgencyId agency, String cause, String subject) {
        return jdbc.sql("select exists (select 1 from alert where agency = ? and cause = ? and subject = ?)")
                .params(agency.value(), cause, subject)
                .query(Boolean.class)
                .single();
    }

    /** Whether somebody of any own agency still has to acknowledge one. */
    public boolean isOpen(String cause) {
        return jdbc.sql("select exists (select 1 from alert where cause = ? and acknowledged is null)")
                .param(cause)
                .query(Boolean.class)
                .single();
    }

    /** Open alerts of one cause about a request and its messages. */
    public List<Alert> openOf(MessageId request, String cause) {
        return jdbc.sql("select * from alert where request = ? and cause = ? and acknowledged is null for update")
                .params(request.toString(), cause)
                .query(AlertRows::read)
                .list();
    }

    /** The open one about what is no request. */
    public Optional<Alert> openAbout(AgencyId agency, String cause, String subject) {
        return jdbc.sql(
                        "select * from alert where agency = ? and cause = ? and subject = ? and acknowledged is null for update")
                .params(agency.value(), cause, subject)
                .query(AlertRows::read)
                .optional();
    }

    /** About the operation that the request is a part of, once nothing of it waits for a second person any more. */
    public List<Alert> openOfOperation(MessageId request, String cause) {
        List<Alert> open = jdbc.sql("""
                        select a.* from operation_request o join alert a on a.subject = o.operation::text
                        where o.request = ? and a.cause = ? and a.acknowledged is null for update of a""")
                .params(request.toString(), cause)
                .query(AlertRows::read)
                .list();
        // a second statement: it sees what whoever held the alert until now has made of the other requests
        return open.stream().filter(alert -> !isAwaited(alert)).toList();
    }

    private boolean isAwaited(Alert ofOperation) {
        return jdbc.sql("""
                        select exists (select from operation_request p join message m on m.id = p.request
                            where p.operation = ?::uuid and m.state = 'AWAITING_APPROVAL')""").param(ofOperation.subject()).query(Boolean.class).single();
    }

    public Optional<Alert> find(UUID id) {
        return jdbc.sql("select * from alert where id = ?")
                .param(id)
                .query(AlertRows::read)
                .optional();
    }

    /**
     * Somebody was called, or with {@code trouble} could not be.
     *
     * @param next the next in line is called the next time
     */
    public void called(UUID id, boolean next, Optional<String> trouble) {
        jdbc.sql("update alert set called = called + 1, rung = rung + ?, trouble = ? where id = ?")
                .params(next ? 1 : 0, trouble.orElse(null), id)
                .update();
    }

    /**
     * Whoever took notice of it can do nothing about it: the next in line is called the next time.
     *
     * @return whether it was open, and the last who did so is another
     */
    public boolean passOn(UUID id, String person) {
        return jdbc.sql("""
                        update alert set rung = rung + 1, quieted_by = :person
                        where id = :id and acknowledged is null and quieted_by is distinct from :person""").param("person", person).param("id", id).update() == 1;
    }

    /** Open alerts whose last call nobody heard. */
    public long unheard() {
        return jdbc.sql("select count(*) from alert where acknowledged is null and trouble <> ?")
                .param(NO_APPROVER)
                .query(Long.class)
                .single();
    }

    /**
     * @param until the latest that an acknowledgement is good for
     * @return whether it was open and calling until now
     */
    public boolean quiet(UUID id, String person, Instant now, Instant until) {
        return jdbc.sql("""
                        update alert set quiet_until = :until, quieted_by = :person where id = :id and acknowledged is null
                            and coalesce(quiet_until <= :now or quiet_until > :latest, true)""")
                        .param("until", utc(until))
                        .param("latest", utc(ahead(until)))
                        .param("person", person)
                        .param("id", id)
                        .param("now", utc(now))
                        .update()
                == 1;
    }

    /** What it called for is done: by the act of {@code actor}, a person, a partner or the gateway. */
    public void settle(UUID id, String actor, Instant now) {
        jdbc.sql("""
                        update alert set acknowledged = ?, acknowledged_by = ?, settled = true
                        where id = ? and acknowledged is null""").params(utc(now), actor, id).update();
    }

    /** @return whether it was open until now */
    public boolean acknowledge(UUID id, AgencyId agency, String person, Instant now) {
        return jdbc.sql("""
                        update alert set acknowledged = ?, acknowledged_by = ?
                        where id = ? and agency = ? and acknowledged is null""").params(utc(now), person, id, agency.value()).update() == 1;
    }

    private static Alert read(ResultSet row, int number) throws SQLException {
        return new Alert(
                row.getObject("id", UUID.class),
                new AgencyId(row.getString("agency")),
                row.getString("cause"),
                row.getString("subject"),
                Columns.optionalText(row, "request").map(Columns::messageId),
                Columns.instant(row, "raised"),
                Columns.optionalText(row, "tells_of"),
                row.getInt("rung"),
                row.getInt("called"),
                Columns.optionalText(row, "trouble"),
                Columns.optionalInstant(row, "acknowledged"),
                Columns.optionalInstant(row, "held_back"),
                Columns.optionalInstant(row, "quiet_until"));
    }
}
