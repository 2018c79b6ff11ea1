package org.comity.desk.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.comity.desk.api.Dialogue.example;
import static org.comity.desk.api.Dialogue.id;
import static org.comity.desk.api.Dialogue.state;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.comity.messages.Preserved;
import org.comity.messages.Result;
import org.comity.people.Role;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a page offers an officer to do next, read without a browser. */
class WhatComesNextPagesTest extends RunningGateway {
    private final Instant from = Clock.systemUTC().instant().truncatedTo(ChronoUnit.SECONDS);
    private Dialogue we;
    private PageReader officer;

    @BeforeEach
    void anOfficer() {
        we = new Dialogue(this);
        officer = new PageReader(this, we.unit, Role.OFFICER);
    }

    @Test // UC-16/1g, UC-16/1b, UC-16/5
    void moreOfWhatIsHeldIsAskedForWhileTheFirstFollowUpIsOpen() throws Exception {
        String held = we.sent(example("preservation-request.xml"));
        we.say(new Preserved(id(held), from, from.plus(Duration.ofDays(90)), ""));
        we.await(held, "PRESERVED");
        assertThat(officer.read("/requests/" + held)).contains("Send the request for mutual assistance");

        String subscriber = we.sent(following("mla-31s", held));
        we.await(held, "FOLLOWED_UP");
        assertThat(officer.read("/requests/" + held))
                .contains("/requests/" + held + "/avenues", "Ask for more of what is held");
        assertThat(officer.read("/requests/" + held + "/avenues")).contains("It follows the preservation");
        assertThat(officer.read("/requests/" + held + "/follow-up?kind=MLA-31")).contains(held);

        String content = we.sent(following("mla-31", held));
        assertThat(new PageReader(this, we.unit, Role.APPROVER).read("/requests/" + held))
                .as("only an officer writes it")
                .doesNotContain("Ask for more of what is held");
        we.say(new Result(id(subscriber), Result.Outcome.FULFILLED, List.of(), "Attached."));
        we.await(subscriber, "FULFILLED");
        assertThat(state(we.officer.file(held))).isEqualTo("FOLLOWED_UP");
        we.say(new Result(id(content), Result.Outcome.FULFILLED, List.of(), "Attached."));
        we.await(held, "COMPLETED");
        assertThat(officer.get("/requests/" + held + "/avenues").statusCode()).isEqualTo(404);
    }

    private static String following(String kind, String held) {
        return example("kinds/" + kind + ".xml")
                .replace(
                        "<link relation=\"PRESERVATION\">", "<link relation=\"PRESERVATION\" message=\"" + held + "\">");
    }
}
