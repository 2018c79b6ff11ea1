package org.comity.desk.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.awaitility.Awaitility;
import org.comity.casework.Joining;
import org.comity.desk.api.OfficersClient.Answer;
import org.comity.messages.MessageId;
import org.comity.partners.AgencyId;
import org.comity.partners.Partner;
import org.comity.partners.PartnerCertificate;
import org.comity.partners.PartnerState;
import org.comity.partners.Partners;
import org.comity.people.Actor;
import org.comity.people.Role;
import org.comity.people.UnitId;
import org.comity.problems.Checked;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Two persons act on one request, matter or partner in the same moment: one of them comes first, and nobody meets a surprise (UC-01/5b, UC-01/6). */
class AtTheSameTimeTest extends RunningGateway {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @Autowired
    private PlatformTransactionManager transactions;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private Partners partners;

    @Autowired
    private Joining joining;

    private final ExecutorService threads = Executors.newFixedThreadPool(2);
    private OfficersClient author;
    private OfficersClient approver;

    @BeforeEach
    void two() {
        them();
        author = person("intake", Role.OFFICER);
        approver = person("intake", Role.APPROVER);
    }

    @AfterEach
    void over() {
        threads.close();
    }

    @Test
    void whoSetsARequestAsideAndWhoApprovesItDoNotWaitForEachOther() throws Exception {
        String request = author.submitted();
        String sha256 = author.message(request, request).path("documentSha256").asText();
        List<Future<Answer>> both = inThisOrder(
                request,
                () -> author.move(request, "set-aside", Map.of("reason", "Seized.")),
                () -> approver.move(request, "approve", Map.of("message", request, "sha256", sha256)));
        assertThat(both.getFirst().get().status()).isEqualTo(200);
        assertThat(both.getLast().get().expect(409).codes()).containsExactly("E-DSK-09");
        assertThat(author.file(request).path("request").path("state").asText()).isEqualTo("CLOSED");
        assertThat(author.message(request, request).path("delivery").asText()).isEqualTo("DISCARDED");
    }

    @Test // UC-05/1b: said of what was so while the request was held, not of what was so before or after
    void anApprovalSpeaksOfWhatWaitedWhenItTookEffect() throws Exception {
        String request = IncomingRequest.from(them(), partnersPort());
        author.awaitRequest(request, "ACKNOWLEDGED");
        String question = written(author.move(request, "question", Map.of("text", "Which account?")));
        Map<String, Object> held = Map.of("from", "2026-11-01T00:00:00Z", "until", "2096-06-30T00:00:00Z");
        String report = written(author.move(request, "preserved", held));
        List<Future<Answer>> both = inThisOrder(
                request,
                () -> author.move(request, "discard", Map.of("message", report, "reason", "Too early.")),
                approval(request, question));
        both.getFirst().get().expect(200);
        assertThat(both.getLast().get().expect(200).json().has("cautions"))
                .as("its author discarded it, no approval did")
                .isFalse();

        String later = written(author.move(request, "question", Map.of("text", "Whose account?")));
        both = inThisOrder(request, () -> author.move(request, "preserved", held), approval(request, later));
        String meanwhile = written(both.getFirst().get());
        var caution = both.getLast().get().expect(200).json().at("/cautions/0");
        assertThat(caution.path("about").asText()).isEqualTo("answer-waits");
        assertThat(caution.path("message").asText()).isEqualTo(meanwhile);
    }

    @Test // UC-24/3: whoever asks while a colleague takes it over is not told that there is no such request
    void whoTakesAMatterOverASecondTooLateHearsSo() throws Exception {
        String request = author.submitted();
        OfficersClient late = person(CENTRAL, Role.OFFICER);
        author.move(request, "hand-over", Map.of("unit", CENTRAL, "why", "What follows is yours."))
                .expect(200);
        Future<Answer> second = new TransactionTemplate(transactions).execute(held -> {
            jdbc.sql("lock table hand_over in access exclusive mode").update();
            Future<Answer> waits =
                    threads.submit(() -> late.call("POST", "/api/v1/requests/" + request + "/hand-over/take"));
            awaitWaiting("hand_over", 1);
            jdbc.sql("update hand_over set ended = now(), ended_by = 'a colleague', taken = true")
                    .update();
            jdbc.sql("update matter set unit = ? where id = (select matter from request where id = ?)")
                    .params(CENTRAL, request)
                    .update();
            jdbc.sql("update request set unit = ? where id = ?")
                    .params(CENTRAL, request)
                    .update();
            return waits;
        });
        assertThat(Objects.requireNonNull(second).get().expect(409).codes()).containsExactly("E-DSK-09");
    }

    @Test // UC-24/3: the matter before its requests, a request before its matter: the database ends one of the two
    void whoTakesAMatterOverWhileItIsWorkedOnMeetsNoDeadlock() throws Exception {
        String request = IncomingRequest.from(them(), partnersPort());
        author.awaitRequest(request, "ACKNOWLEDGED");
        OfficersClient taker = person(CENTRAL, Role.OFFICER);
        author.move(request, "hand-over", Map.of("unit", CENTRAL, "why", "What follows is yours."))
                .expect(200);
        int before = deadlocks();
        List<Future<Answer>> both = inThisOrder(
                request,
                () -> author.move(request, "question", Map.of("text", "Which account?")),
                () -> taker.call("POST", "/api/v1/requests/" + request + "/hand-over/take"));
        Answer asked = both.getFirst().get();
        assertThat(asked.status())
                .as(
                        "whoever was ended, and comes again once the matter is another unit's, finds it closed: %s",
                        asked.text())
                .isIn(200, 404);
        both.getLast().get().expect(200);
        Awaitility.await().atMost(PATIENCE).until(() -> deadlocks() > before);
        assertThat(taker.file(request).at("/request/unit").asText()).isEqualTo(CENTRAL);
    }

    /** Counted by the server, a little later. */
    private static int deadlocks() {
        return rows().sql("select sum(deadlocks) from pg_stat_database")
                .query(Integer.class)
                .single();
    }

    @Test // UC-24/3, THREAT-91: what joins a matter in the moment in which it is taken over is the new unit's
    void aRequestThatJoinsAMatterBelongsToTheUnitThatHasJustTakenItOver() throws Exception {
        String request = IncomingRequest.from(them(), partnersPort());
        author.awaitRequest(request, "ACKNOWLEDGED");
        String matter = author.file(request).at("/request/matter").asText();
        OfficersClient central = person(CENTRAL, Role.OFFICER);
        OfficersClient everywhere = person("intake", Role.OFFICER, Role.SUPERVISOR);
        MessageId followUp = them().newId();
        List<Future<Answer>> both = new TransactionTemplate(transactions).execute(held -> {
            jdbc.sql("select id from matter where reference = ? for update")
                    .param(matter)
                    .query(UUID.class)
                    .single();
            List<Future<Answer>> wait = List.of(
                    threads.submit(() -> submitInto(author, matter)),
                    threads.submit(() -> submitInto(everywhere, matter)));
            follow(request, followUp);
            awaitWaiting("matter", 3);
            jdbc.sql("update matter set unit = ? where reference = ?")
                    .params(CENTRAL, matter)
                    .update();
            jdbc.sql("update request set unit = ? where matter = (select id from matter where reference = ?)")
                    .params(CENTRAL, matter)
                    .update();
            return wait;
        });
        assertThat(Objects.requireNonNull(both).getFirst().get().expect(404).codes())
                .as("it is not the author's any more")
                .containsExactly("E-DSK-01");
        String joined = both.getLast().get().expect(201).json().path("id").asText();
        central.awaitRequest(followUp.toString(), "ACKNOWLEDGED");
        for (String one : List.of(joined, followUp.toString())) {
            assertThat(central.file(one).at("/request/unit").asText()).isEqualTo(CENTRAL);
            assertThat(central.file(one).at("/request/matter").asText()).isEqualTo(matter);
        }
    }

    @Test // UC-11/2, UC-24/3
    void byWhenToActIsReckonedFromTheRequestAsItWasLeftMeanwhile() throws Exception {
        String request = author.submitted();
        Instant before = actBy(author, request);
        OfficersClient central = person(CENTRAL, Role.OFFICER);
        author.move(request, "hand-over", Map.of("unit", CENTRAL, "why", "What follows is yours."))
                .expect(200);
        Future<Answer> taken = new TransactionTemplate(transactions).execute(held -> {
            jdbc.sql("select id from request where id = ? for update")
                    .param(request)
                    .query(String.class)
                    .single();
            Future<Answer> waits =
                    threads.submit(() -> central.call("POST", "/api/v1/requests/" + request + "/hand-over/take"));
            awaitWaiting("update request set in_hand", 1);
            jdbc.sql(
                            "update request set changed = changed + interval '1 hour', due = due + interval '1 hour' where id = ?")
                    .param(request)
                    .update();
            return waits;
        });
        Objects.requireNonNull(taken).get().expect(200);
        assertThat(actBy(central, request)).isEqualTo(before.plus(Duration.ofHours(1)));
    }

    @Test // UC-09/7g, THREAT-64: the second change is made to the partner as the first left it
    void aCertificateThatIsWithdrawnStaysSoWhileItsPartnerIsSuspended() throws Exception {
        AgencyId id = another("us-robbed", "US").id();
        Partner before = partners.find(id).orElseThrow();
        PartnerCertificate stolen = before.certificates().getFirst();
        Instant now = Clock.systemUTC().instant();
        Actor administrator = new Actor("suzuki", AGENCY, new UnitId(CENTRAL), Set.of(Role.ADMINISTRATOR));
        Future<Checked<Partner>> second = new TransactionTemplate(transactions).execute(held -> {
            jdbc.sql("lock table partner_certificate in share row exclusive mode")
                    .update();
            Future<Checked<Partner>> waits = threads.submit(() -> joining.suspend(administrator, id));
            awaitWaiting("lock table partner_certificate", 1);
            partners.save(before.certified(before.certificates().stream()
                    .map(one -> one.equals(stolen) ? one.until(now) : one)
                    .toList()));
            return waits;
        });
        assertThat(Objects.requireNonNull(second).get().problems()).isEmpty();
        Partner after = partners.find(id).orElseThrow();
        assertThat(after.state()).isEqualTo(PartnerState.SUSPENDED);
        assertThat(after.certificate(stolen.fingerprint()).orElseThrow().isAcceptedAt(now))
                .isFalse();
    }

    private static Instant actBy(OfficersClient who, String request) {
        return Instant.parse(who.file(request).at("/request/due").asText());
    }

    private static Answer submitInto(OfficersClient who, String matter) {
        String submission = Dialogue.example("preservation-request.xml");
        return who.post(
                "/api/v1/requests",
                "application/xml",
                submission.replace(" to=\"", " matter=\"" + matter + "\" to=\"").getBytes(StandardCharsets.UTF_8),
                OfficersClient.newKey());
    }

    /** The partner builds on what it asked. */
    private void follow(String request, MessageId id) {
        String submission = Dialogue.example("kinds/mla-31.xml")
                .replace(
                        "<link relation=\"PRESERVATION\">",
                        "<link relation=\"PRESERVATION\" message=\"" + request + "\">");
        try {
            them().send(partnersPort(), IncomingRequest.content(submission.getBytes(StandardCharsets.UTF_8)), id);
        } catch (Exception notSent) {
            throw new AssertionError(notSent);
        }
    }

    private static String written(Answer answer) {
        return answer.expect(200).json().path("message").asText();
    }

    private Callable<Answer> approval(String request, String message) {
        String sha256 = author.message(request, message).path("documentSha256").asText();
        return () -> approver.move(request, "approve", Map.of("message", message, "sha256", sha256));
    }

    /** Both wait for the request, which this test holds; then the first goes on while the second has locked what it locks before. */
    private List<Future<Answer>> inThisOrder(String request, Callable<Answer> first, Callable<Answer> second) {
        return Objects.requireNonNull(new TransactionTemplate(transactions).execute(held -> {
            jdbc.sql("select id from request where id = ? for update")
                    .param(request)
                    .query(String.class)
                    .single();
            Future<Answer> one = threads.submit(first);
            awaitWaiting("request", 1);
            Future<Answer> other = threads.submit(second);
            awaitWaiting("request", 2);
            return List.of(one, other);
        }));
    }

    private static void awaitWaiting(String part, int sessions) {
        Awaitility.await()
                .atMost(PATIENCE)
                .until(() -> rows().sql("""
                                select count(*) from pg_stat_activity
                                where wait_event_type = 'Lock' and query like ?""")
                                .param("%" + part + "%")
                                .query(Integer.class)
                                .single()
                        >= sessions);
    }
}
