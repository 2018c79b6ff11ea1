package org.comity.desk.drafts;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.regex.Matcher;
import org.comity.law.RequestKind;
import org.comity.messages.MessageId;
import org.comity.messages.PreservationRequest;
import org.comity.messages.Preserved;
import org.comity.messages.Submission;
import org.comity.problems.Checked;
import org.comity.schemas.MessageXml;
import org.junit.jupiter.api.Test;

/** UC-01/4b: what is lawful and probably not meant. */
class CautionsTest {
    /** In Tokyo it is the next day already. */
    private static final Clock NOW = Clock.fixed(Instant.parse("2026-11-24T20:00:00Z"), ZoneId.of("Asia/Tokyo"));

    private static final int HELD = 90; // days

    @Test
    void theExampleHasNone() throws IOException {
        assertThat(of("", "")).isEmpty();
    }

    @Test
    void moreDaysThanThePartnersLawGives() throws IOException {
        assertThat(of("<daysAsked>.*</daysAsked>", "<daysAsked>400</daysAsked>"))
                .containsExactly("preservationRequest/daysAsked days-asked [400, 90]");
        assertThat(of("<daysAsked>.*</daysAsked>", "<daysAsked>89</daysAsked>")).isEmpty();
    }

    @Test
    void aFollowUpThatIsPastOrComesAfterTheHold() throws IOException {
        String place = "preservationRequest/followUp/expected ";
        assertThat(expected("2026-11-24")).containsExactly(place + "follow-up-past [2026-11-24]");
        assertThat(expected("2026-11-25")).isEmpty();
        assertThat(expected("2027-02-23")).isEmpty();
        assertThat(expected("2027-02-24")).containsExactly(place + "follow-up-late [2027-02-24, 90]");
    }

    @Test
    void aTimeOfUseOutsideThePeriodOrInTheFuture() throws IOException {
        assertThat(at("2025-08-14T02:03:41+09:00")).singleElement().asString().contains("/at outside-period [2025-");
        assertThat(at("2027-08-14T02:03:41+09:00"))
                .extracting(said -> said.split(" ", -1)[1])
                .contains("time-future");
    }

    @Test // UC-05/3e: lawful, and probably not meant
    void aHoldThatIsLongerThanOurLawGives() {
        assertThat(held(RequestKind.PRES_29, "2027-02-23T14:59:59Z", List.of(), ""))
                .isEmpty();
        assertThat(held(RequestKind.PRES_29, "2027-02-24T14:59:59Z", List.of(), ""))
                .as("the first day may not count")
                .isEmpty();
        assertThat(held(RequestKind.PRES_29, "2027-02-24T15:00:00Z", List.of(), ""))
                .containsExactly("preserved/until held-longer [90, 2027-02-24]");
        assertThat(held(RequestKind.PRES_29X, "2027-08-24T15:00:00Z", List.of(), ""))
                .as("an extension is longer by its nature")
                .isEmpty();
    }

    @Test // UC-05/3d, UC-05/3e
    void aDataItemThatIsNotTickedAndNoReason() {
        String until = "2027-01-31T00:00:00Z";
        assertThat(held(RequestKind.PRES_29, until, List.of(2), " "))
                .containsExactly("preserved/rest rest-without-reason [1, 3]");
        assertThat(held(RequestKind.PRES_29, until, List.of(2), "Not with us.")).isEmpty();
        assertThat(held(RequestKind.PRES_29, until, List.of(1, 2, 3), "")).isEmpty();
    }

    private static List<String> held(RequestKind kind, String until, List<Integer> items, String rest) {
        Preserved said = new Preserved(
                MessageId.parse("01a21945-6f0b-7176-b5f5-ef96042d012d@us-example-poc")
                        .orElseThrow(),
                Instant.parse("2026-11-25T01:00:00Z"),
                Instant.parse(until),
                "",
                items,
                rest);
        return Cautions.ofHold(said, kind, 3, HELD, NOW.getZone()).stream()
                .map(one -> one.place() + " " + one.about() + " " + one.values())
                .toList();
    }

    @Test // preserved is what is stored
    void aPeriodThatIsNotOver() throws IOException {
        String place = "preservationRequest/data[1]/period/until period-future ";
        assertThat(of("<until>[^<]*</until>", "<until>2026-11-25T05:00:01+09:00</until>"))
                .containsExactly(place + "[2026-11-25T05:00:01+09:00]");
        assertThat(of("<until>[^<]*</until>", "<until>2026-11-25T05:00:00+09:00</until>"))
                .as("it ends this moment")
                .isEmpty();
    }

    @Test // THREAT-90
    void anHourThatTheClocksShowedTwice() throws IOException {
        assertThat(at("2025-11-02T01:30:00-04:00</at><zone>America/New_York</zone><!--", "-->"))
                .anyMatch(said -> said.contains("time-twice") && said.contains("America/New_York"));
        assertThat(at("2025-11-02T02:30:00-05:00</at><zone>America/New_York</zone><!--", "-->"))
                .noneMatch(said -> said.contains("time-twice"));
    }

    @Test
    void whatIsNotMarkedAsSecret() throws IOException {
        assertThat(of("<secret>true</secret>", "<secret>false</secret>"))
                .containsExactly("preservationRequest/confidentiality/secret not-secret []");
    }

    @Test
    void anEmergencyThatEndangersNobody() throws IOException {
        assertThat(urgency("EMERGENCY", "VOLATILE_DATA"))
                .containsExactly("preservationRequest/urgency/level emergency-without-danger");
        assertThat(urgency("EMERGENCY", "THREAT_TO_LIFE")).isEmpty();
        assertThat(urgency("URGENT", "VOLATILE_DATA")).isEmpty();
    }

    @Test // by what a holder finds the data
    void dataThatNothingIdentifies() throws IOException {
        String place = "preservationRequest/data[1]/identifiers no-identifier";
        assertThat(described("All connections from 3 to 5 November 2026, 02:03:41 to 14:00 UTC+9."))
                .containsExactly(place);
        for (String nobodys :
                List.of("通信記録は2026年11月3日", "Everything of 20261103", "Traffic in 2026", "2026-11-03/2026-11-05")) {
            assertThat(described(nobodys)).as(nobodys).containsExactly(place);
        }
        for (String named : List.of(
                "The mailbox a@example.com",
                "Host c2.example.net",
                "203.0.113.7 all day",
                "2001:db8:0:1::7",
                "Calls of +81 3 5550 2345",
                "Customer cust-0098812",
                "Ticket 123456")) {
            assertThat(described(named)).as(named).isEmpty();
        }
    }

    /** Of the example, whose first item has only this description; the others keep their identifiers. */
    private static List<String> described(String text) throws IOException {
        String example = Files.readString(Path.of("examples/preservation-request.xml"))
                .replaceFirst(
                        "(?s)<description>[^<]*</description>\\s*<identifiers>.*?</identifiers>",
                        Matcher.quoteReplacement("<description>" + text + "</description>"));
        return Cautions.ofData(read(example)).stream()
                .map(caution -> caution.place() + " " + caution.about())
                .toList();
    }

    private static PreservationRequest read(String xml) {
        Checked<Submission> read = new MessageXml().readSubmission(xml.getBytes(StandardCharsets.UTF_8));
        if (!(read instanceof Checked.Passed<Submission>(var submission))
                || !(submission.content() instanceof PreservationRequest request)) {
            throw new AssertionError(xml + read.problems());
        }
        return request;
    }

    private static List<String> urgency(String level, String ground) throws IOException {
        String example = Files.readString(Path.of("examples/preservation-request.xml"))
                .replaceFirst("<level>.*?</level>", "<level>" + level + "</level>")
                .replaceAll("(?s)<ground>.*</ground>", "<ground>" + ground + "</ground>");
        return Cautions.ofUrgency(read(example)).stream()
                .map(caution -> caution.place() + " " + caution.about())
                .toList();
    }

    private static List<String> expected(String day) throws IOException {
        return of("<expected>.*?</expected>", "<expected>" + day + "</expected>");
    }

    private static List<String> at(String time) throws IOException {
        return of("<at>[^<]*</at>", "<at>" + time + "</at>");
    }

    private static List<String> at(String time, String end) throws IOException {
        return of("(?s)<at>[^<]*</at>\\s*<zone>[^<]*</zone>", "<at>" + time + end);
    }

    /** The example with one text changed. */
    private static List<String> of(String pattern, String text) throws IOException {
        String example = Files.readString(Path.of("examples/preservation-request.xml"));
        String changed = pattern.isEmpty() ? example : example.replaceFirst(pattern, text);
        assertThat(changed).as(pattern).matches(now -> pattern.isEmpty() || !now.equals(example));
        return Cautions.of(read(changed), NOW, HELD).stream()
                .map(caution -> caution.place() + " " + caution.about() + " " + caution.values())
                .toList();
    }
}
