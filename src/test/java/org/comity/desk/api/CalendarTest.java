package org.comity.desk.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.comity.desk.api.Dialogue.example;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.comity.desk.api.OfficersClient.Answer;
import org.comity.messages.Preserved;
import org.comity.partners.AgencyId;
import org.comity.partners.Partners;
import org.comity.people.Actor;
import org.comity.people.ApiToken;
import org.comity.people.Door;
import org.comity.people.Role;
import org.comity.people.TokenSecret;
import org.comity.problems.Checked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** UC-06/6: deadlines as an RFC 5545 calendar. */
@ExtendWith(OutputCaptureExtension.class)
class CalendarTest extends RunningGateway {
    private static final DateTimeFormatter UTC =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

    @Autowired
    private Partners partners;

    @Test
    void whatFallsDueIsInTheCalendarOfWhoeverMayReadItAndNobodyElses() { // THREAT-91
        Dialogue we = new Dialogue(this);
        String request = we.sent(example("preservation-request.xml"));
        String calendar = we.officer.get("/api/v1/calendar.ics").expect(200).text();
        assertThat(calendar).startsWith("BEGIN:VCALENDAR\r\nVERSION:2.0\r\n").endsWith("END:VCALENDAR\r\n");
        assertThat(calendar.split("\r\n")).allMatch(line -> line.getBytes(StandardCharsets.UTF_8).length <= 75);

        String reference = we.officer.file(request).at("/request/reference").asText();
        Instant due = // the earlier of the two readings: from then on the data may be gone
                Instant.parse(we.officer.file(request).at("/hold/ends").asText());
        String unfolded = calendar.replace("\r\n ", "");
        assertThat(unfolded)
                .contains("SUMMARY:" + reference + " PRES-29 DR-01\\, NOT YET HELD\r\n", "STATUS:TENTATIVE");
        assertThat(unfolded).contains("DTSTART:" + UTC.format(due));
        Instant telephone =
                Instant.parse(we.officer.file(request).at("/request/due").asText());
        assertThat(telephone)
                .as("by when the partner is to be telephoned, tonight")
                .isBefore(due);
        assertThat(unfolded)
                .contains("SUMMARY:" + reference + " PRES-29\\, NOT YET HELD\\, telephone the partner\r\n")
                .contains("DTSTART:" + UTC.format(telephone), "TRIGGER:-PT30M", "TRIGGER;VALUE=DATE-TIME:")
                .containsPattern("URL:https://localhost:\\d+/requests/" + request + "\r\n");
        for (String part : List.of("VEVENT", "VALARM")) {
            assertThat(count(unfolded, "BEGIN:" + part))
                    .isEqualTo(count(unfolded, "END:" + part))
                    .isPositive();
        }
        // nothing of the document, nothing of the matter
        assertThat(unfolded).doesNotContain("ransomware", "Ransomware", "hospital", "NPA-CYB");

        assertThat(rows().sql(
                                "select detail->>'deadlines' from journal_leaf where event = 'calendar.read' and actor = ? and matter is null")
                        .param(we.officer.name)
                        .query(String.class)
                        .list())
                .as("UC-06/6b: a reading is in the journal once, however much falls due")
                .containsExactly(String.valueOf(count(unfolded, "BEGIN:VEVENT")));

        assertThat(person("elsewhere", Role.OFFICER)
                        .get("/api/v1/calendar.ics")
                        .expect(200)
                        .text())
                .doesNotContain(reference);
        client("nobody", "").get("/api/v1/calendar.ics").expect(401);
        client("nobody", "").get("/api/v1/calendar.ics?token=x").expect(401);
    }

    /** UC-06/6: an end does not read as a beginning, and its time is that of the pages. */
    @Test
    void theEndOfAHoldIsCalledOne() throws Exception {
        Dialogue we = new Dialogue(this);
        String request = we.sent(example("preservation-request.xml"));
        Instant from = Clock.systemUTC().instant().truncatedTo(ChronoUnit.SECONDS);
        we.say(new Preserved(Dialogue.id(request), from, from.plus(Duration.ofDays(90)), ""));
        JsonNode file = we.await(request, "PRESERVED");
        Instant end = Instant.parse(file.at("/hold/ends").asText());
        String partner = partners.find(new AgencyId(PARTNER)).orElseThrow().name();
        String time = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm 'UTC+9'", Locale.ROOT)
                .withZone(ZoneId.of("Asia/Tokyo"))
                .format(end);
        assertThat(we.officer.get("/api/v1/calendar.ics").expect(200).text().replace("\r\n ", ""))
                .contains(
                        "DTSTART:" + UTC.format(end) + "\r\nSUMMARY:HOLD ENDS: "
                                + file.at("/request/reference").asText() + "\r\n",
                        CalendarText.escaped(
                                "Until " + time + " the partner holds the data for us. After it they may be gone."),
                        CalendarText.escaped("it must have arrived before the hold ends at " + time + ":"))
                .doesNotContain(", held at least", "NOT YET HELD")
                .as("THREAT-131: not who holds it")
                .doesNotContain(partner, PARTNER);
    }

    @Test
    void whatIsOverIsNotInIt() {
        Dialogue we = new Dialogue(this);
        String request = we.sent(example("preservation-request.xml"));
        String reference = we.officer.file(request).at("/request/reference").asText();
        we.said(request, "<withdrawal request=\"" + request + "\"><reason>No longer needed.</reason></withdrawal>");
        assertThat(we.officer.get("/api/v1/calendar.ics").expect(200).text()).doesNotContain(reference);
    }

    /** What a thief of an address gets: this one calendar, until it ends. */
    @Test
    void anAddressReadsItsPersonsCalendarAndNothingElse(CapturedOutput log) { // UC-06/6a, THREAT-91, THREAT-131
        Dialogue we = new Dialogue(this);
        String reference = we.officer
                .file(we.sent(example("preservation-request.xml")))
                .at("/request/reference")
                .asText();
        TokenSecret secret = TokenSecret.random(Door.CALENDAR, new SecureRandom());
        Actor officer = people().find(we.officer.name).orElseThrow().actor();
        UUID id = switch (accounts().issue(officer, officer.name(), "telephone", Duration.ofDays(30), secret)) {
            case Checked.Passed<ApiToken>(var token) -> token.id();
            case Checked.Failed<ApiToken> failed -> throw new AssertionError(failed.problems());
        };
        OfficersClient program = client("a calendar program", "");
        String address = "/calendar/" + secret.reveal() + ".ics";
        Answer read = program.get(address).expect(200);
        assertThat(read.text()).contains(reference, "this calendar ends", "TRIGGER:-P7D");
        assertThat(read.mediaType()).isEqualTo("text/calendar;charset=UTF-8");
        assertThat(read.headers().firstValue("Cache-Control")).contains("no-store");
        assertThat(read.headers().firstValue("Set-Cookie")).isEmpty();
        assertThat(read.headers().firstValue("Content-Disposition")).contains("inline; filename=\"comity.ics\"");

        OfficersClient thief = client("a thief", secret.reveal());
        for (String path : List.of("/api/v1/calendar.ics", "/api/v1/requests", "/api/v1/tokens")) {
            thief.get(path).expect(401);
            program.get(path + "?token=" + secret.reveal()).expect(401);
        }
        Answer posted = program.call("POST", address).expect(405);
        assertThat(posted.text()).doesNotContain(secret.reveal());

        accounts().revoke(officer, officer.name(), id);
        List<Answer> nothing = List.of(
                program.get(address).expect(404),
                program.get("/calendar/"
                                + TokenSecret.random(Door.CALENDAR, new SecureRandom())
                                        .reveal() + ".ics")
                        .expect(404),
                program.get("/calendar/" + token(we.officer.name) + ".ics").expect(404),
                program.get("/calendar/x").expect(404));
        assertThat(nothing).allMatch(answer -> answer.bytes().length == 0);
        assertThat(log.getAll()).doesNotContain(secret.reveal());
        assertThat(journal(we.officer.name))
                .containsSubsequence("token.issued " + we.officer.name, "token.revoked " + we.officer.name);
    }

    @Test
    void longLinesAreFoldedBetweenCharactersAndSignsAreEscaped() {
        String line = "SUMMARY:" + "要".repeat(60);
        String folded = CalendarText.folded(line);
        assertThat(List.of(folded.split("\r\n"))).allMatch(part -> part.getBytes(StandardCharsets.UTF_8).length <= 75);
        assertThat(folded.replace("\r\n ", "")).isEqualTo(line + "\r\n");
        assertThat(CalendarText.escaped("a,b;c\\d\r\nBEGIN:VEVENT")).isEqualTo("a\\,b\\;c\\\\d\\nBEGIN:VEVENT");
    }

    private static int count(String text, String what) {
        return text.split(what, -1).length - 1;
    }
}
