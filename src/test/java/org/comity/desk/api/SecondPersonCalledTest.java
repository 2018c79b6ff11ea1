package org.comity.desk.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import java.util.stream.StreamSupport;
import org.comity.people.MailAddress;
import org.comity.people.Person;
import org.comity.people.Role;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** UC-08/3c, 3d and 3i, THREAT-93: who is called for what another person has to do, and what ends the calls. */
class SecondPersonCalledTest extends RunningGateway {
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    private final String unit = "unit-" + UUID.randomUUID().toString().substring(0, 8);
    private final List<String> onDuty = new ArrayList<>();
    private OfficersClient author;
    private OfficersClient approver;

    @BeforeEach
    void onDuty() {
        them().accepts();
        author = called(1, unit, Role.OFFICER, Role.APPROVER);
        called(2, "unit-elsewhere", Role.APPROVER);
        approver = called(3, unit, Role.APPROVER);
    }

    @AfterEach
    void offDuty() {
        onDuty.forEach(name -> people().save(people().find(name).orElseThrow().disable()));
    }

    @Test
    void theApproverOnDutyWhoCanReadItIsCalledAndNotTheAuthor() {
        String id = author.submitted();
        await().atMost(PATIENCE).until(() -> !whoWasCalled(id).isEmpty());
        assertThat(whoWasCalled(id)).containsOnly(approver.name);
    }

    @Test
    void forAnOperationToo() {
        PlayedPartner romania = another("ro-" + UUID.randomUUID().toString().substring(0, 8), "RO");
        String operation = author.post(
                        "/api/v1/operations?to=" + PARTNER + "&to=" + romania.id(),
                        "application/xml",
                        OfficersClient.example(OfficersClient.SUBMISSION),
                        OfficersClient.newKey())
                .expect(201)
                .json()
                .path("id")
                .asText();
        String request = rows().sql("select request from alert where subject = ?")
                .param(operation)
                .query(String.class)
                .single();
        await().atMost(PATIENCE).until(() -> !whoWasCalled(request).isEmpty());
        assertThat(whoWasCalled(request)).containsOnly(approver.name);
        JsonNode alert = alert(author, operation);
        assertThat(alert.path("own").asBoolean()).isTrue();
        assertThat(acknowledge(author, alert).codes()).containsExactly("E-DSK-10");
    }

    @Test
    void withoutAnApproverOnDutyASupervisorIsCalledToFindOne() {
        people().save(people().find(approver.name).orElseThrow().disable());
        OfficersClient supervisor = called(4, unit, Role.SUPERVISOR);
        String id = author.submitted();
        await().atMost(PATIENCE).until(() -> !whoWasCalled(id).isEmpty());
        assertThat(whoWasCalled(id)).containsOnly(supervisor.name);
    }

    @Test
    void acknowledgingPutsTheCallsOffAndOnlyApprovalEndsThem() {
        String id = author.submitted();
        await().atMost(PATIENCE).until(() -> alert(approver, id).path("called").asInt() >= 1);
        JsonNode alert = alert(approver, id);
        assertThat(acknowledge(author, alert(author, id)).codes()).containsExactly("E-DSK-10");
        acknowledge(approver, alert).expect(204);
        JsonNode quiet = alert(approver, id);
        assertThat(quiet.path("quietedBy").asText()).isEqualTo(approver.name);
        assertThat(quiet.has("quietUntil")).isTrue();
        assertThat(alert(author, id)).as("both still see it").isEqualTo(withOwn(quiet));
        assertThat(acknowledge(approver, quiet).codes()).containsExactly("E-DSK-09");
        assertThat(minutesUntilNextCall(alert)).isBetween(13, 15);

        int called = quiet.path("called").asInt();
        String uuid = alert.path("id").asText();
        rows().sql("update alert set quiet_until = now() where id::text = ?")
                .param(uuid)
                .update();
        rows().sql("update outbox set due = now() where subject = ?")
                .param(uuid)
                .update();
        await().atMost(PATIENCE).until(() -> alert(approver, id).path("called").asInt() > called);

        approver.approve(id, id);
        assertThat(alerts(approver, id)).isEmpty();
        assertThat(rows().sql("select count(*) from outbox where subject = ?")
                        .param(uuid)
                        .query(Integer.class)
                        .single())
                .isZero();
    }

    @Test // UC-08/3i
    void whoCannotOpenTheRequestPassesTheCallsOnAndWhoCanEndsThem() throws Exception {
        OfficersClient elsewhere = called(4, "unit-elsewhere", Role.OFFICER);
        OfficersClient intake = person("intake", Role.OFFICER);
        String id = IncomingRequest.from(them(), partnersPort());
        intake.awaitRequest(id, "ACKNOWLEDGED");

        JsonNode alert = alert(elsewhere, id);
        assertThat(alert.path("cause").asText()).isEqualTo("urgent-request");
        int turn = turn(alert);
        acknowledge(elsewhere, alert).expect(204);
        JsonNode heard = alert(intake, id);
        assertThat(heard.path("quietedBy").asText()).isEqualTo(elsewhere.name);
        assertThat(heard.has("quietUntil"))
                .as("somebody is called all the same")
                .isFalse();
        assertThat(turn(alert)).as("the next in line").isGreaterThan(turn);
        assertThat(acknowledge(elsewhere, heard).codes()).containsExactly("E-DSK-09");

        acknowledge(intake, heard).expect(204);
        assertThat(alerts(elsewhere, id)).isEmpty();
    }

    @Test // UC-08/3i: what is parked is an administrator's to mend, who may read no request
    void whatAnAdministratorMendsAnAdministratorEnds() throws Exception {
        OfficersClient operator = called(4, "operators", Role.ADMINISTRATOR);
        String id = IncomingRequest.from(them(), partnersPort());
        person("intake", Role.OFFICER).awaitRequest(id, "ACKNOWLEDGED");
        JsonNode urgent = alert(operator, id);
        rows().sql("update alert set cause = 'message-parked' where id::text = ?")
                .param(urgent.path("id").asText())
                .update();
        acknowledge(operator, urgent).expect(204);
        assertThat(alerts(operator, id)).isEmpty();
    }

    private static int turn(JsonNode alert) {
        return rows().sql("select rung from alert where id::text = ?")
                .param(alert.path("id").asText())
                .query(Integer.class)
                .single();
    }

    private static JsonNode withOwn(JsonNode alert) {
        return ((com.fasterxml.jackson.databind.node.ObjectNode) alert.deepCopy()).put("own", true);
    }

    private static int minutesUntilNextCall(JsonNode alert) {
        return rows().sql("select extract(epoch from due - now())::int / 60 from outbox where subject = ?")
                .param(alert.path("id").asText())
                .query(Integer.class)
                .single();
    }

    /** No mail server is there: whoever should have heard it stands in the journal all the same. */
    private static List<String> whoWasCalled(String request) {
        return rows().sql(
                        "select coalesce(detail->>'person', 'nobody') from journal_leaf where request = ? and event in ('alert.called', 'alert.not-heard')")
                .param(request)
                .query(String.class)
                .list();
    }

    private static JsonNode alert(OfficersClient who, String subject) {
        return alerts(who, subject).getFirst();
    }

    private static List<JsonNode> alerts(OfficersClient who, String subject) {
        JsonNode all = who.get("/api/v1/alerts?limit=200").expect(200).json().path("alerts");
        return StreamSupport.stream(all.spliterator(), false)
                .filter(alert -> alert.path("subject").asText().equals(subject))
                .toList();
    }

    private static OfficersClient.Answer acknowledge(OfficersClient who, JsonNode alert) {
        return who.call("POST", "/api/v1/alerts/" + alert.path("id").asText() + "/acknowledge");
    }

    private OfficersClient called(int rank, String where, Role... roles) {
        OfficersClient client = person(where, roles);
        Person known = people().find(client.name).orElseThrow();
        people().save(new Person(
                known.name(),
                known.fullName(),
                known.agency(),
                known.unit(),
                known.roles(),
                known.password(),
                Optional.of(new MailAddress(known.name() + "@npa.example")),
                OptionalInt.of(rank),
                false));
        onDuty.add(client.name);
        return client;
    }
}
