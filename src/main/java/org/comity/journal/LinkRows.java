package org.comity.journal;

import static org.comity.journal.Columns.utc;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.comity.law.RequestKind;
import org.comity.matters.Request;
import org.comity.messages.MessageId;
import org.comity.messages.RequestContent.Relation;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** What a request builds on, where that is a request that this gateway knows too. */
@Repository
public class LinkRows {
    /** Of a kind: it keeps a hold open. */
    public static final String FOLLOWING = Arrays.stream(RequestKind.values())
            .filter(RequestKind::asksForStoredData)
            .map(RequestKind::code)
            .collect(Collectors.joining("', '", "in ('", "')"));

    private final JdbcClient jdbc;

    LinkRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    public void insert(Request request, Relation relation, MessageId earlier) {
        jdbc.sql("""
                        insert into request_link (request, relation, earlier, agency, matter, unit)
                        values (?, ?, ?, ?, ?, ?) on conflict do nothing""")
                .params(
                        request.id().toString(),
                        relation.name(),
                        earlier.toString(),
                        request.agency().value(),
                        request.matter().uuid(),
                        request.unit().value())
                .update();
    }

    /** The later request reached the other side: from now on the link counts. */
    public void arrived(MessageId request, Instant now) {
        jdbc.sql("update request_link set arrived = ? where request = ? and arrived is null")
                .params(utc(now), request.toString())
                .update();
    }

    /** The earlier requests that {@code request} stands to in {@code relation}. */
    public List<MessageId> earlier(MessageId request, Relation relation) {
        return jdbc.sql("select earlier from request_link where request = ? and relation = ? order by earlier")
                .params(request.toString(), relation.name())
                .query((row, number) -> Columns.messageId(row.getString("earlier")))
                .list();
    }

    /** The later requests that stand to {@code request} in {@code relation}. */
    public List<MessageId> later(MessageId request, Relation relation) {
        return jdbc.sql("select request from request_link where earlier = ? and relation = ? order by request")
                .params(request.toString(), relation.name())
                .query((row, number) -> Columns.messageId(row.getString("request")))
                .list();
    }

    /** When the first correction of {@code request} reached the other side; empty: none has. */
    public Optional<Instant> correctedAt(MessageId request) {
        return jdbc.sql("select min(arrived) as arrived from request_link where earlier = ? and relation = 'CORRECTED'")
                .param(request.toString())
                .query((row, number) -> Columns.optionalInstant(row, "arrived"))
                .single();
    }

    /** Whether one of two requests builds on the other, in whatever relation. */
    public boolean areLinked(MessageId one, MessageId other) {
        return jdbc.sql("""
                        select exists (select from request_link
                            where request = :one and earlier = :other or request = :other and earlier = :one)""")
                .param("one", one.toString())
                .param("other", other.toString())
                .query(Boolean.class)
                .single();
    }

    /** Whether a request that succeeds {@code request}, and asks for what came to nothing there, has reached the other side and is open. */
    public boolean isSucceeded(MessageId request) {
        return jdbc.sql("""
                        select exists (select from request_link l join request r on r.id = l.request
                            where l.earlier = ? and l.relation = 'SUCCEEDED' and l.arrived is not null and r.next_move <> 'NOBODY')""").param(request.toString()).query(Boolean.class).single();
    }

    /** The holds that {@code request} follows up or extends. */
    public List<MessageId> preservationsOf(MessageId request) {
        return earlier(request, Relation.PRESERVATION);
    }

    /** The holds that {@code request} follows since it reached the holder. */
    public List<MessageId> followedBy(MessageId request) {
        return jdbc.sql("""
                        select earlier from request_link
                        where request = ? and relation = 'PRESERVATION' and arrived is not null order by earlier""")
                .param(request.toString())
                .query((row, number) -> Columns.messageId(row.getString("earlier")))
                .list();
    }

    /**
     * Whether a request that follows the hold of {@code preservation} has reached the holder and is not decided; an extension does not
     * follow it, and what was turned away there does not either.
     *
     * @param but another one than this
     */
    public boolean isFollowedUp(MessageId preservation, MessageId but) {
        return jdbc.sql("""
                        select exists (select from request_link l join request r on r.id = l.request
                            where l.earlier = :held and l.relation = 'PRESERVATION' and l.arrived is not null and r.id <> :but
                                and r.kind %following and r.next_move <> 'NOBODY' and r.state not in ('REJECTED', 'USE_ASKED'))""".replace("%following", FOLLOWING))
                .param("held", preservation.toString())
                .param("but", but.toString())
                .query(Boolean.class)
                .single();
    }
}
