package org.comity.casework;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.comity.matters.RequestState;
import org.comity.messages.Decision;
import org.comity.messages.MessageId;
import org.comity.messages.Preserved;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** UC-16/3c: nothing that we hold is let go while what follows it is here and not read yet. */
class UnreadFollowUpsTest {
    private static final String RELATIONSHIPS = """
            relationships:
              JP-US:
                four-eyes: false
            """;

    @TempDir
    Path data;

    private Docket docket;
    private MessageId held;

    @BeforeEach
    void weHoldForThem() {
        docket = new Docket(data, RELATIONSHIPS);
        docket.partner("us-doj", "US", "America/New_York", "Mon-Fri 09:00-17:00");
        docket.until("2026-11-24T01:00:00Z");
        held = docket.isAsked("held", "us-doj", "preservation-request.xml");
        docket.takesUp(held);
        docket.says(new Preserved(held, docket.now(), Instant.parse("2027-01-23T01:00:00Z"), ""));
    }

    @AfterEach
    void close() {
        docket.close();
    }

    @Test
    void theDecisionOnOneFollowUpReleasesNothingBeforeAnotherIsRead() {
        MessageId first = docket.isAsked("first", "us-doj", "kinds/mla-31.xml", following());
        assertThat(docket.request(held).state()).isEqualTo(RequestState.FOLLOWED_UP);
        MessageId second = docket.isAskedUnread("second", "us-doj", "kinds/mla-31.xml", following());
        refuse(first);
        assertThat(docket.request(held).state()).isEqualTo(RequestState.PRESERVED);

        docket.get(Processing.class).process(second);
        assertThat(docket.request(held).state()).isEqualTo(RequestState.FOLLOWED_UP);
        refuse(second);
        assertThat(docket.request(held).state()).isEqualTo(RequestState.COMPLETED);
    }

    @Test
    void whatIsParkedKeepsItTooAndSomebodyIsCalledOnceUntilItIsUnparked() {
        MessageId parked = docket.isAskedUnread("parked", "us-doj", "kinds/mla-31.xml", following());
        docket.get(StuckErrands.class).setAside(Addresses.INBOUND, parked.toString(), Stuck.FAILED);
        docket.until("2027-01-24T15:30:00Z");
        assertThat(docket.request(held).state()).isEqualTo(RequestState.PRESERVED);
        assertThat(calls()).containsExactly("hold-kept-open " + parked);
        docket.acknowledgesAll();
        docket.passes(Duration.ofMinutes(1));
        docket.until("2027-01-24T15:40:00Z");
        assertThat(calls()).as("somebody knows").isEmpty();
    }

    @Test
    void itMayNameTheHoldByTheNumberOfItsSender() {
        docket.isAskedUnread("by number", "us-doj", "kinds/mla-31.xml");
        docket.until("2027-01-24T15:30:00Z");
        assertThat(docket.request(held).state()).isEqualTo(RequestState.PRESERVED);
    }

    @Test
    void whatNamesAnotherKeepsNothing() {
        MessageId other = docket.isAskedUnread(
                "other",
                "us-doj",
                "kinds/mla-31.xml",
                "<reference>NPA-CYB-2026-0417<",
                "<reference>NPA-CYB-2026-0001<");
        docket.get(StuckErrands.class).setAside(Addresses.INBOUND, other.toString(), Stuck.FAILED);
        docket.until("2027-01-24T15:30:00Z");
        assertThat(docket.request(held).state()).isEqualTo(RequestState.EXPIRED);
    }

    private String[] following() {
        return new String[] {
            "<link relation=\"PRESERVATION\">", "<link relation=\"PRESERVATION\" message=\"" + held + "\">"
        };
    }

    private void refuse(MessageId followUp) {
        docket.takesUp(followUp);
        docket.says(new Decision(followUp, new Decision.Refused("ESSENTIAL_INTERESTS", "Ours.", true)));
    }

    private List<String> calls() {
        return docket.sql()
                .sql(
                        "select cause || ' ' || subject from alert where cause = 'hold-kept-open' and acknowledged is null")
                .query(String.class)
                .list();
    }
}
