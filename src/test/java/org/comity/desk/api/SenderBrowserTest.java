package org.comity.desk.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import org.comity.desk.api.Browser.Window;
import org.comity.messages.MessageId;
import org.comity.messages.Submission;
import org.comity.people.Role;
import org.comity.problems.Checked;
import org.comity.schemas.MessageXml;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** UC-25: who may send which kind of request, by REST and on pages. */
class SenderBrowserTest extends DeskInABrowser {
    private static final String MLA = Dialogue.example("kinds/mla-31.xml");

    @BeforeEach
    void thePartner() {
        them().accepts();
    }

    @AfterEach
    void nothingRecorded() throws Exception {
        Files.deleteIfExists(data().resolve("relationships.yaml"));
        reload();
    }

    @Test // UC-25/1, LAW-94: the unit's designation is a setting
    void theContactPointDoesNotAskForMutualAssistance() {
        OfficersClient point = person(POINT, Role.OFFICER);
        OfficersClient.Answer answer = submit(point).expect(422);
        assertThat(answer.codes()).containsExactly("E-LAW-19");
        assertThat(answer.text()).contains("ETS185/27/2/a");
        point.submit(OfficersClient.SUBMISSION).expect(201); // a preservation is for any authority
        submit(person(CENTRAL, Role.OFFICER)).expect(201);
        submit(person("not-recorded", Role.OFFICER)).expect(201);
    }

    @Test // UC-25/1a
    void whereNothingIsRecordedTheAuthorIsTold() {
        String request = submit(person("intake", Role.OFFICER))
                .expect(201)
                .json()
                .path("id")
                .asText();
        try (Window officer = signedIn(somebody(Role.OFFICER), DESKTOP, false)) {
            officer.open("/requests/" + request + "/copy");
            officer.press("Check and preview");
            assertThat(officer.page.locator(".cautions").innerText())
                    .contains("It is for a central authority", "is not recorded, so nobody compared it");
            officer.photograph("sender-caution");
        }
    }

    @Test // UC-25/2, UC-25/2a: told, never rejected
    void ofAPartnersRequestTheFileSaysWhatIsRecorded() throws Exception {
        String unrecorded = arrived();
        record("CONTACT_POINT");
        String wrong = arrived();
        OfficersClient reader = person("intake", Role.OFFICER);
        reader.awaitRequest(wrong, "ACKNOWLEDGED");
        assertThat(reader.file(wrong).at("/sender/standing").asText()).isEqualTo("NOT_DESIGNATED");
        assertThat(reader.file(wrong).at("/sender/designations/0").asText()).isEqualTo("CONTACT_POINT");
        try (Window officer = signedIn(somebody(Role.OFFICER), DESKTOP, false)) {
            officer.open("/requests/" + wrong);
            assertThat(officer.text()).contains("Sent by", "24/7 contact point", "by our record the sender is none");
            officer.photograph("sender-of-a-partner");
            record("CENTRAL_AUTHORITY");
            officer.open("/requests/" + wrong);
            assertThat(officer.text()).contains("Sent by", "central authority").doesNotContain("by our record");
        }
        nothingRecorded();
        assertThat(reader.file(unrecorded).at("/sender/standing").asText()).isEqualTo("NOT_RECORDED");
    }

    private static OfficersClient.Answer submit(OfficersClient who) {
        return who.post(
                "/api/v1/requests", "application/xml", MLA.getBytes(StandardCharsets.UTF_8), OfficersClient.newKey());
    }

    private String arrived() throws Exception {
        MessageId id = them().newId();
        Checked<Submission> read = new MessageXml().readSubmission(MLA.getBytes(StandardCharsets.UTF_8));
        if (!(read instanceof Checked.Passed<Submission>(var submission))) {
            throw new AssertionError(read.problems());
        }
        them().send(partnersPort(), submission.content(), id);
        person("intake", Role.OFFICER).awaitRequest(id.toString(), "ACKNOWLEDGED");
        return id.toString();
    }

    private void record(String designation) throws Exception {
        Files.writeString(
                data().resolve("relationships.yaml"),
                "states:\n  US:\n    agencies:\n      " + PARTNER + ": {designations: [" + designation
                        + "], source: test}\n");
        reload();
    }

    private void reload() {
        person("intake", Role.ADMINISTRATOR)
                .call("POST", "/api/v1/relationships/reload")
                .expect(200);
    }
}
