package org.comity.desk.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.comity.desk.api.Dialogue.example;
import static org.comity.desk.api.Dialogue.state;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.comity.partners.AgencyId;
import org.comity.partners.Partner;
import org.comity.partners.Partners;
import org.comity.people.Role;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** What urgency changes: a request goes to an authority directly with its copy, and is confirmed formally afterwards. */
class UrgentRequestsTest extends RunningGateway {
    private static final String CENTRAL = "us-example-oia";
    private static final String WITHOUT_TREATY =
            "relationships: {JP-US: {instruments: {MLA_TREATY: {until: 2020-12-31}}}}\n";
    private static final Path FILE = data().resolve("relationships.yaml");

    @Autowired
    private Partners registry;

    private Dialogue we;

    @BeforeEach
    void twoPersonsACentralAuthorityAndNoTreaty() throws IOException {
        Files.writeString(FILE, WITHOUT_TREATY);
        reload();
        we = new Dialogue(this);
        if (registry.find(new AgencyId(CENTRAL)).isEmpty()) {
            registry.save(centralAuthority(them().partner("US")));
        }
    }

    @AfterEach
    void asShipped() throws IOException {
        Files.deleteIfExists(FILE);
        reload();
    }

    @Test // UC-14/1c: ETS185/27/1, a treaty of the two says by which way it goes
    void thereIsNoDirectWayWhereATreatyBinds() throws IOException {
        Files.deleteIfExists(FILE);
        reload();
        assertThat(we.submit(copied(example("kinds/mla-31.xml")))
                        .expect(422)
                        .json()
                        .path("problems")
                        .findValuesAsText("rule"))
                .containsExactly("ETS185/27/1");
    }

    @Test // UC-14/1b, ETS185/27/9/a: what is recorded to be no central authority gets no copy in its place
    void theCopyGoesToACentralAuthority() throws IOException {
        Files.writeString(
                FILE,
                "states: {US: {agencies: {" + CENTRAL + ": {designations: [CONTACT_POINT], source: test}}}}\n"
                        + WITHOUT_TREATY);
        reload();
        assertThat(we.submit(copied(example("kinds/mla-31.xml"))).expect(422).codes())
                .containsExactly("E-LAW-24");
    }

    @Test // UC-14/1b, DR-10: ETS185/27/9/a
    void anUrgentRequestGoesToAnAuthorityDirectlyAndItsCopyAtTheSameTime() {
        String direct = we.submitted(copied(example("kinds/mla-31.xml")));
        JsonNode link = we.officer.file(direct).path("links").path(0);
        assertThat(link.path("relation").asText()).isEqualTo("COPY_OF");
        assertThat(link.path("direction").asText()).isEqualTo("FOLLOWED_BY");
        assertThat(link.path("partner").asText()).isEqualTo(CENTRAL);
        String copy = link.path("request").asText();
        assertThat(we.officer.file(copy).at("/request/matter"))
                .isEqualTo(we.officer.file(direct).at("/request/matter"));
        assertThat(we.officer.file(direct).path("timeline").findValuesAsText("event"))
                .contains("request.copied");

        String sha256 = we.approver.message(copy, copy).path("documentSha256").asText();
        we.approver
                .move(copy, "approve", Map.of("message", copy, "sha256", sha256))
                .expect(409); // not before the request itself
        assertThat(state(we.officer.file(copy))).isEqualTo("AWAITING_APPROVAL");

        we.approver.approve(direct, direct);
        assertThat(state(we.officer.file(copy))).isEqualTo("SENT");
        assertThat(approved(direct)).isEqualTo(approved(copy));
        assertThat(text(copy)).contains("relation=\"COPY_OF\"", "message=\"" + direct + "\"");
        assertThat(we.officer.file(direct).path("tasks").findValuesAsText("kind"))
                .as("our own central authority is to have it too")
                .contains("OWN_COPY");
        assertThat(we.officer.file(copy).path("tasks").findValuesAsText("kind")).doesNotContain("OWN_COPY");
    }

    @Test // UC-14/1b: with the request its copy is discarded
    void discardingOneDiscardsBoth() {
        String direct = we.submitted(copied(example("kinds/mla-31.xml")));
        String copy = we.officer.file(direct).at("/links/0/request").asText();
        we.officer
                .move(direct, "discard", java.util.Map.of("reason", "Seized."))
                .expect(200);
        assertThat(state(we.officer.file(direct))).isEqualTo("CLOSED");
        assertThat(state(we.officer.file(copy))).isEqualTo("CLOSED");
    }

    @Test // THREAT-94: what only calls itself a copy is approved by itself
    void anotherTextDoesNotRideOnTheApproval() {
        String direct = we.submitted(example("kinds/mla-31.xml"));
        String other = we.submitted(example("kinds/mla-31.xml")
                .replace("disk image, connection logs, mailbox", "everything")
                .replace(
                        "<link relation=\"PRESERVATION\">",
                        "<link relation=\"COPY_OF\" message=\"" + direct + "\"/><link relation=\"PRESERVATION\">"));
        we.approver.approve(direct, direct);
        assertThat(state(we.officer.file(other))).isEqualTo("AWAITING_APPROVAL");
        we.approver.approve(other, other);
    }

    @Test // UC-14/1c: ETS185/27/9/a, ETS185/27/9/e
    void theDirectWayIsForUrgencyAndWhereTheStateHasNotClosedIt() throws IOException {
        String routine = example("kinds/mla-31.xml")
                .replaceAll("(?s)<urgency>.*</urgency>", "<urgency><level>ROUTINE</level></urgency>");
        assertThat(we.submit(copied(routine)).expect(422).codes()).containsExactly("E-LAW-17");
        assertThat(we.submit(example("kinds/mla-31.xml")
                                .replace("to=\"us-example-poc\"", "to=\"us-example-poc\" copyTo=\"us-example-poc\""))
                        .expect(422)
                        .codes())
                .containsExactly("E-DSK-15");
        Files.writeString(FILE, "states: {US: {reservations: {ETS185/27/9/e: {source: test}}}}\n" + WITHOUT_TREATY);
        reload();
        assertThat(we.submit(copied(example("kinds/mla-31.xml"))).expect(422).codes())
                .containsExactly("E-LAW-16");
    }

    @Test // UC-19: the central authority of one State is not that of the others
    void anOperationHasNoCopies() {
        assertThat(we.officer
                        .post(
                                "/api/v1/operations?to=" + PARTNER + "&to=aa-nobody",
                                "application/xml",
                                copied(example("kinds/mla-31.xml")).getBytes(StandardCharsets.UTF_8),
                                OfficersClient.newKey())
                        .expect(422)
                        .codes())
                .contains("E-CSW-08");
    }

    @Test // UC-14/6b, DR-11: ETS185/25/3
    void whatTheOtherStateWantsConfirmedIsATaskUntilItIsConfirmed() throws IOException {
        Files.writeString(FILE, "relationships: {JP-US: {confirmation: {US: {required: true, days: 7}}}}");
        reload();
        Instant before = Instant.now(java.time.Clock.systemUTC());
        String urgent = we.sent(example("preservation-request.xml"));
        JsonNode task = we.officer.file(urgent).at("/tasks/0");
        assertThat(task.path("kind").asText()).isEqualTo("CONFIRMATION");
        assertThat(Instant.parse(task.path("due").asText()))
                .isBetween(before.plus(Duration.ofDays(6)), before.plus(Duration.ofDays(9)));
        we.said(
                urgent,
                "<confirmation request=\"" + urgent
                        + "\"><registry>MOJ-77</registry><text>On paper.</text></confirmation>");
        assertThat(we.officer.file(urgent).at("/tasks/0/doneBy").asText()).isEqualTo(we.approver.name);

        Files.writeString(FILE, "relationships: {JP-US: {confirmation: {US: {required: true}}}}");
        reload();
        String timeless = we.sent(example("preservation-request.xml"));
        assertThat(we.officer.file(timeless).at("/tasks/0").has("due"))
                .as("no time is recorded, none is made up")
                .isFalse();
        String routine = we.sent(example("kinds/pres-29x.xml"));
        assertThat(we.officer.file(routine).path("tasks")).isEmpty();
    }

    private static String copied(String xml) {
        return xml.replace("to=\"us-example-poc\"", "to=\"us-example-poc\" copyTo=\"" + CENTRAL + "\"");
    }

    private String text(String request) {
        return we.officer
                .get("/api/v1/requests/" + request + "/messages/" + request + "/document")
                .expect(200)
                .text();
    }

    private static List<String> approved(String request) {
        return rows().sql("select at::text || actor from journal_leaf where request = ? and event = 'request.approved'")
                .param(request)
                .query(String.class)
                .list();
    }

    private void reload() {
        person("operators", Role.ADMINISTRATOR)
                .call("POST", "/api/v1/relationships/reload")
                .expect(200);
    }

    /** At the same address, with certificates of its own or none: a certificate belongs to one partner only (THREAT-73). */
    private static Partner centralAuthority(Partner like) {
        return new Partner(
                new AgencyId(CENTRAL),
                "Example Office of International Affairs",
                "US",
                like.zone(),
                like.officeHours(),
                like.languages(),
                like.contacts(),
                like.channel(),
                like.anchors(),
                like.revocationLists(),
                List.of(),
                like.allowances(),
                like.state());
    }
}
