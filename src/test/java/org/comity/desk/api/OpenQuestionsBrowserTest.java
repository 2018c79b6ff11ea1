package org.comity.desk.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.stream.StreamSupport;
import org.comity.desk.api.Browser.Window;
import org.comity.messages.Content;
import org.comity.messages.Decision;
import org.comity.messages.MessageId;
import org.comity.messages.Question;
import org.comity.people.Role;
import org.junit.jupiter.api.Test;

/** UC-05/2d: the page of a request and the form of an answer go by the same questions as the state of the request. */
class OpenQuestionsBrowserTest extends DeskInABrowser {
    private final Instant began = Clock.systemUTC().instant().truncatedTo(ChronoUnit.SECONDS);

    @Test // UC-05/2d: they arrived in the other order
    void theFormBeginsWithTheQuestionThatWasWrittenLastAndLetsOneChoose() throws Exception {
        OfficersClient clerk = person("intake", Role.OFFICER, Role.APPROVER);
        String request = sent(clerk);
        MessageId later = asks(clerk, request, "Which <b>server</b>?", 5);
        MessageId earlier = asks(clerk, request, "Which account?", 0);
        String path = "/requests/" + request;
        try (Window officer = signedIn(somebody(Role.OFFICER), DESKTOP, false);
                Window approver = signedIn(somebody(Role.APPROVER), DESKTOP, false)) {
            officer.open(path);
            officer.press("Answer");
            assertThat(officer.text()).contains("Several questions", "Which <b>server</b>?", "Which account?");
            assertThat(officer.page.locator("input[type=radio]:checked").getAttribute("value"))
                    .isEqualTo(later.toString());
            officer.photograph("which-question");
            officer.page.locator("input[value='" + earlier + "']").check();
            officer.press("Answer");
            assertThat(officer.problems()).isNotEmpty(); // no text yet: the choice stays
            assertThat(officer.page.locator("input[type=radio]:checked").getAttribute("value"))
                    .isEqualTo(earlier.toString());
            officer.field("answer/text").fill("The first.");
            officer.press("Answer");
            approver.open(path);
            approver.press("Read and approve");
            assertThat(approver.page.locator("#answered").innerText())
                    .contains("Which account?")
                    .doesNotContain("server");
            approve(approver, path);
            assertThat(approver.text()).contains("information needed").doesNotContain("is unanswered");

            says(new Decision(Dialogue.id(request), new Decision.Accepted("")), 10);
            clerk.awaitRequest(request, "ACCEPTED");
            officer.open(path);
            assertThat(officer.text()).contains("A question of the partner is unanswered.", "It can still be given");
            officer.photograph("unanswered-after-an-answer");
            officer.press("Answer");
            assertThat(officer.text()).contains("Which <b>server</b>?").doesNotContain("Which account?");
            officer.field("answer/text").fill("The one in the annex.");
            officer.press("Answer");
            approve(approver, path);
            assertThat(approver.text()).contains("accepted").doesNotContain("is unanswered");
        }
    }

    private String sent(OfficersClient clerk) {
        them().accepts();
        String request = clerk.submitted();
        person("intake", Role.APPROVER).approve(request, request);
        clerk.awaitDelivery(request, request, "DELIVERED");
        return request;
    }

    private MessageId says(Content content, int second) throws Exception {
        return them().send(partnersPort(), content, them().newId(), began.plusSeconds(second));
    }

    private MessageId asks(OfficersClient clerk, String request, String text, int second) throws Exception {
        MessageId question = says(new Question(Dialogue.id(request), text), second);
        clerk.await(
                request,
                file -> StreamSupport.stream(file.path("messages").spliterator(), false)
                        .anyMatch(row -> row.path("id").asText().equals(question.toString())
                                && row.path("delivery").asText().equals("PROCESSED")));
        return question;
    }
}
