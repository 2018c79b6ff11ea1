package org.comity.casework;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.comity.journal.AlertRows;
import org.comity.journal.MessageRow;
import org.comity.journal.MessageRows;
import org.comity.journal.Outbox;
import org.comity.journal.Payloads;
import org.comity.journal.RequestRows;
import org.comity.law.DeadlineRule;
import org.comity.matters.DeliveryState;
import org.comity.matters.Direction;
import org.comity.matters.Request;
import org.comity.matters.Task;
import org.comity.messages.Content;
import org.comity.messages.Message;
import org.comity.messages.MessageId;
import org.comity.messages.RequestContent;
import org.comity.messages.SignedHeaders;
import org.comity.messages.Submission;
import org.comity.partners.AgencyId;
import org.comity.partners.Partner;
import org.comity.partners.Partners;
import org.comity.people.Actor;
import org.comity.people.Role;
import org.comity.people.UnitId;
import org.comity.problems.Checked;
import org.comity.schemas.MessageXml;
import org.comity.trust.TestAuthority;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionOperations;

/** An office and its requests, for tests that let the days of its calendar pass; what the deadlines bring is taken when it comes. */
final class Docket implements AutoCloseable {
    private static final MessageXml XML = new MessageXml();
    private static final String WORDS =
            "('deadline.warned', 'deadline.due', 'deadline.escalated', 'partner.chased', 'partner.silent', 'request.hold-ended')";

    private final TestAuthority authority = TestAuthority.create();
    private final TestGateway gateway;
    private final Actor officer =
            new Actor("officer", "jp-npa", new UnitId("cyber"), Set.of(Role.OFFICER, Role.SUPERVISOR));
    private final Map<MessageId, String> labels = new LinkedHashMap<>();

    Docket(Path data, String relationships) {
        try {
            Files.writeString(data.resolve("relationships.yaml"), relationships);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
        gateway = new TestGateway(authority.member("jp-npa"), authority.paths(), "--comity.data=" + data);
    }

    void partner(String id, String country, String zone, String hours) {
        Partner usual = authority.member(id).partner();
        gateway.get(Partners.class)
                .save(new Partner(
                        usual.id(),
                        usual.name(),
                        country,
                        ZoneId.of(zone),
                        hours,
                        usual.languages(),
                        usual.contacts(),
                        usual.channel(),
                        usual.anchors(),
                        usual.revocationLists(),
                        List.of(),
                        usual.allowances(),
                        usual.state()));
    }

    <T> T get(Class<T> type) {
        return gateway.get(type);
    }

    Instant now() {
        return gateway.now();
    }

    /** Everything that falls due until then is done at its time; then it is then. */
    void until(String instant) {
        until(Instant.parse(instant));
    }

    void until(Instant then) {
        Optional<Due> next = next().filter(due -> !due.at().isAfter(then));
        while (next.isPresent()) {
            if (next.get().at().isAfter(now())) {
                at(next.get().at());
            }
            fire(next.get().deadline());
            next = next().filter(due -> !due.at().isAfter(then));
        }
        at(then);
    }

    /** The gateway stands still; what fell due meanwhile is done afterwards, oldest first. */
    void standsStillUntil(String instant) {
        at(Instant.parse(instant));
        Optional<Due> next = next().filter(due -> !due.at().isAfter(now()));
        while (next.isPresent()) {
            fire(next.get().deadline());
            next = next().filter(due -> !due.at().isAfter(now()));
        }
    }

    void fire(UUID deadline) {
        get(ClockWatch.class).look(); // as a running gateway does by itself
        get(DeadlineKeeping.class).fire(deadline);
    }

    record Due(UUID deadline, Instant at) {}

    private Optional<Due> next() {
        return sql().sql(
                        "select subject, due from outbox where address = 'comity.deadlines' order by due, priority, id limit 1")
                .query((row, number) -> new Due(
                        UUID.fromString(row.getString("subject")),
                        row.getTimestamp("due").toInstant()))
                .optional();
    }

    private void at(Instant instant) {
        gateway.pass(Duration.between(now(), instant));
    }

    /** An officer submits the example; it arrives at once. */
    MessageId asks(String label, String partner, String example, String... replaced) {
        Submission read = read(example, replaced);
        Submission submission = new Submission(
                Optional.empty(),
                new AgencyId(partner),
                Optional.empty(),
                Optional.empty(),
                Optional.of(label),
                Optional.empty(),
                read.content(),
                List.of());
        MessageId id = passed(get(Submissions.class).submit(officer, submission, List.of()));
        labels.put(id, label);
        change(() -> get(FollowUps.class).arrived(request(id), now()));
        return id;
    }

    /** What stands against submitting the example: as a draft, and when it is handed in without files. */
    List<List<String>> problems(String partner, String example, String... replaced) {
        Submission read = read(example, replaced);
        Submission submission = new Submission(
                Optional.empty(),
                new AgencyId(partner),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                read.content(),
                List.of());
        return List.of(
                codes(get(Submissions.class).check(officer, submission)),
                codes(get(Submissions.class)
                        .submit(officer, submission, List.of())
                        .problems()));
    }

    private static List<String> codes(List<org.comity.problems.Problem> problems) {
        return problems.stream().map(problem -> problem.type().code()).toList();
    }

    /** A partner's request arrives. */
    MessageId isAsked(String label, String partner, String example, String... replaced) {
        RequestContent content = (RequestContent) read(example, replaced).content();
        MessageRow row = comes(label, partner, content);
        change(() -> assertThat(get(IncomingRequests.class).open(row, content, now()))
                .isEqualTo(new Effect.Done()));
        return row.id();
    }

    /** It arrives, and waits for its turn. */
    MessageId isAskedUnread(String label, String partner, String example, String... replaced) {
        MessageRow row =
                comes(label, partner, (RequestContent) read(example, replaced).content());
        change(() -> get(Outbox.class)
                .put(Addresses.INBOUND, row.id().toString(), partner, null, Priorities.of(row.urgency()), now()));
        return row.id();
    }

    private MessageRow comes(String label, String partner, RequestContent content) {
        SignedHeaders headers = new SignedHeaders(
                new MessageId(
                        UUID.nameUUIDFromBytes(label.getBytes(java.nio.charset.StandardCharsets.UTF_8)),
                        new AgencyId(partner)),
                new AgencyId(partner),
                new AgencyId("jp-npa"),
                now(),
                now().plus(Duration.ofDays(1)),
                false);
        labels.put(headers.id(), label);
        MessageRow row = row(headers, content);
        change(() -> get(MessageRows.class).insert(row));
        return row;
    }

    private MessageRow row(SignedHeaders headers, RequestContent content) {
        byte[] document = XML.write(new Message(headers, content, List.of()));
        return new MessageRow(
                headers,
                Direction.IN,
                headers.from(),
                content.kind(),
                content.urgency().level(),
                MessageRow.Filed.NOWHERE,
                Optional.empty(),
                MessageRow.Kept.bare(get(Payloads.class).store(document)),
                Optional.empty(),
                Optional.empty(),
                MessageRow.Progress.begun(DeliveryState.RECEIVED));
    }

    /** The partner says it. */
    void hears(MessageId request, Content content) {
        change(() -> assertThat(get(RequestMoves.class)
                        .said(
                                request(request),
                                content,
                                request,
                                request(request).partner().value(),
                                now()))
                .as(content.kind() + " of " + labels.get(request))
                .isPresent());
    }

    /** An officer says it. */
    MessageId says(Content content) {
        return passed(get(Answers.class).say(officer, content, List.of()));
    }

    void takesUp(MessageId request) {
        passed(get(Answers.class).takeUp(officer, request));
    }

    /** An officer ticks it off. @return what stood against it */
    List<org.comity.problems.Problem> done(MessageId request, Task task) {
        return get(Tasks.class)
                .done(officer, request, task.id(), "done", Optional.empty())
                .problems();
    }

    /** As {@link #done}, with the message that carries what was made. */
    List<org.comity.problems.Problem> doneWith(MessageId request, Task task, MessageId message) {
        return get(Tasks.class)
                .done(officer, request, task.id(), "done", Optional.of(message))
                .problems();
    }

    /** Time goes on, and nothing is done by itself. */
    void passes(Duration time) {
        at(now().plus(time));
    }

    /** How many errands about it are still to be done. */
    long errands(UUID deadline) {
        return sql().sql("select count(*) from outbox where subject = ?")
                .param(deadline.toString())
                .query(Long.class)
                .single();
    }

    /** An officer records the day that a clock counts from. */
    void tells(MessageId request, DeadlineRule rule, String at) {
        passed(get(ToldClocks.class).tell(officer, request, rule, Instant.parse(at), Optional.empty()));
    }

    /** How many calls about it nobody has acknowledged. */
    long open(String cause, UUID deadline) {
        return sql().sql("select count(*) from alert where cause = ? and subject = ? and acknowledged is null")
                .params(cause, deadline.toString())
                .query(Long.class)
                .single();
    }

    /** An officer acknowledges everything that is open. */
    void acknowledgesAll() {
        List<UUID> open = sql().sql("select id from alert where acknowledged is null")
                .query(UUID.class)
                .list();
        open.forEach(alert -> get(AlertRows.class).acknowledge(alert, new AgencyId("jp-npa"), "officer", now()));
    }

    Request request(MessageId id) {
        return get(RequestRows.class).find(id).orElseThrow();
    }

    JdbcClient sql() {
        return get(JdbcClient.class);
    }

    void change(Runnable change) {
        get(TransactionOperations.class).executeWithoutResult(transaction -> change.run());
    }

    /** What was said of deadlines, in the order of the journal: when, about what, by which rule. */
    List<String> words() {
        return sql().sql("select * from journal_leaf where event in " + WORDS + " order by id")
                .query((row, number) -> "%s  %-26s %-6s %s"
                        .formatted(
                                row.getTimestamp("at").toInstant(),
                                labels.get(MessageId.parse(row.getString("request"))
                                        .orElseThrow()),
                                Optional.ofNullable(rule(row.getString("detail")))
                                        .orElse(""),
                                row.getString("event")))
                .list();
    }

    private static String rule(String detail) {
        int at = detail.indexOf("DR-");
        return at < 0 ? "" : detail.substring(at, detail.indexOf('"', at));
    }

    private static Submission read(String example, String... replaced) {
        try {
            String xml = Files.readString(Path.of("examples", example));
            for (int i = 0; i < replaced.length; i += 2) {
                assertThat(xml).contains(replaced[i]);
                xml = xml.replace(replaced[i], replaced[i + 1]);
            }
            return passed(XML.readSubmission(xml.getBytes(java.nio.charset.StandardCharsets.UTF_8)));
        } catch (IOException missing) {
            throw new UncheckedIOException(missing);
        }
    }

    private static <T> T passed(Checked<T> checked) {
        return switch (checked) {
            case Checked.Passed<T>(T value) -> value;
            case Checked.Failed<T>(var problems) -> throw new AssertionError(problems.toString());
        };
    }

    @Override
    public void close() {
        gateway.close();
    }
}
