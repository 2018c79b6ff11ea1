package org.comity.desk.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.comity.desk.api.Dialogue.example;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import org.comity.people.Role;
import org.junit.jupiter.api.Test;

/** UC-06/6: deadlines as an RFC 5545 calendar. */
class CalendarTest extends RunningGateway {
    private static final DateTimeFormatter UTC =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

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
        assertThat(count(unfolded, "BEGIN:VEVENT"))
                .isEqualTo(count(unfolded, "END:VEVENT"))
                .isPositive();
        // nothing of the document, nothing of the matter
        assertThat(unfolded).doesNotContain("ransomware", "Ransomware", "hospital", "NPA-CYB");

        assertThat(person("elsewhere", Role.OFFICER)
                        .get("/api/v1/calendar.ics")
                        .expect(200)
                        .text())
                .doesNotContain(reference);
        client("nobody", "").get("/api/v1/calendar.ics").expect(401);
        client("nobody", "").get("/api/v1/calendar.ics?token=x").expect(401);
    }

    @Test
    void whatIsOverIsNotInIt() {
        Dialogue we = new Dialogue(this);
        String request = we.sent(example("preservation-request.xml"));
        String reference = we.officer.file(request).at("/request/reference").asText();
        we.said(request, "<withdrawal request=\"" + request + "\"><reason>No longer needed.</reason></withdrawal>");
        assertThat(we.officer.get("/api/v1/calendar.ics").expect(200).text()).doesNotContain(reference);
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
