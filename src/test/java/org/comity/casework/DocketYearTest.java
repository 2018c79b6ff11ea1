package org.comity.casework;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.comity.journal.DeadlineRows;
import org.comity.law.DeadlineRule;
import org.comity.messages.Acknowledgement;
import org.comity.messages.Answer;
import org.comity.messages.ConditionReply;
import org.comity.messages.Confirmation;
import org.comity.messages.Decision;
import org.comity.messages.MessageId;
import org.comity.messages.Preserved;
import org.comity.messages.Question;
import org.comity.messages.Result;
import org.comity.messages.Withdrawal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * UC-06: a year of an office in Tokyo with partners in five States, its clock moved by hand. What people and partners hear, and when, is the
 * list in {@code src/test/resources/dockets/year.txt}; print it anew with {@code -Dcomity.print=true} and read what changed. Times are UTC.
 */
class DocketYearTest {
    private static final Path LIST = Path.of("src/test/resources/dockets/year.txt");

    private static final String RELATIONSHIPS = """
            relationships:
              JP-US:
                four-eyes: false
                target-hours: {DR-90: 24, DR-91: 48, DR-92: 336, DR-94: 720, DR-12: 24, DR-06: 240}
              GH-JP:
                four-eyes: false
                target-hours: {DR-90: 24, DR-91: 48, DR-92: 336, DR-94: 720}
              DE-JP:
                four-eyes: false
                target-hours: {DR-90: 24, DR-91: 48, DR-92: 720}
                chase-every-hours: 168
                most-chasers: 2
              JP-RO:
                four-eyes: false
                confirmation:
                  RO: {required: true, days: 14}
                target-hours: {DR-90: 12, DR-91: 48, DR-92: 240, DR-94: 480}
                most-chasers: 0
              JP-RS:
                four-eyes: false
                instruments:
                  CETS224: {from: 2026-12-01, source: "test"}
                target-hours: {DR-90: 24, DR-91: 48}
            """;

    @TempDir
    Path data;

    @Test
    void aYearBringsWhatIsWritten() throws IOException {
        try (Docket docket = new Docket(data, RELATIONSHIPS)) {
            docket.partner("us-doj", "US", "America/New_York", "Mon-Fri 09:00-17:00");
            docket.partner("gh-csa", "GH", "Africa/Accra", "Mon-Fri 08:00-17:00");
            docket.partner("de-bfj", "DE", "Europe/Berlin", "Mon-Fri 08:00-16:00");
            docket.partner("ro-poc", "RO", "Europe/Bucharest", "24/7");
            docket.partner("rs-mup", "RS", "Europe/Belgrade", "24/7");
            new Year(docket).passes();
            List<String> words = docket.words();
            if (Boolean.getBoolean("comity.print")) {
                Files.createDirectories(LIST.getParent());
                Files.write(LIST, words);
            }
            assertThat(words).containsExactlyElementsOf(Files.readAllLines(LIST));
            assertThat(running(docket)).as("clocks of closed requests").isEmpty();
        }
    }

    /** Whatever still runs for a request that is over. */
    private static List<String> running(Docket docket) {
        return docket.sql().sql("""
                        select d.rule || ' ' || r.state from deadline d join request r on r.id = d.request
                        where d.state in ('RESTING', 'ARMED', 'WARNED', 'OVERDUE') and r.state in ('FULFILLED', 'NO_DATA', 'DECLINED',
                            'REFUSED', 'WITHDRAWN', 'SUPERSEDED', 'EXPIRED', 'COMPLETED', 'CLOSED')""").query(String.class).list();
    }

    /** What happens in it. */
    private static final class Year {
        private final Docket docket;

        Year(Docket docket) {
            this.docket = docket;
        }

        void passes() {
            docket.until("2026-11-24T01:00:00Z");
            MessageId silent = docket.asks("US preservation, silent", "us-doj", "preservation-request.xml");
            MessageId kept = docket.asks("RO preservation, followed", "ro-poc", "preservation-request.xml");
            MessageId ghana = docket.asks("GH preservation, forgotten", "gh-csa", "preservation-request.xml");
            MessageId withdrawn = docket.asks("US preservation, withdrawn", "us-doj", "preservation-request.xml");
            docket.until("2026-11-24T02:00:00Z");
            acknowledged(kept);
            acknowledged(ghana);
            acknowledged(withdrawn);
            preserved(kept, "2026-11-24T02:00:00Z", 60);
            preserved(ghana, "2026-11-24T02:00:00Z", 120);
            docket.until("2026-11-30T00:00:00Z");
            docket.says(new Withdrawal(withdrawn, "no longer needed"));
            autumn(kept);
            winter();
            docket.until("2027-02-10T00:00:00Z");
            docket.acknowledgesAll();
            spring();
            summer();
            docket.until("2027-11-24T00:00:00Z");
            assertThat(docket.request(silent).state().isFinal()).isFalse();
        }

        /** The follow-up to Bucharest is urgent: Romania wants it confirmed within two weeks. */
        private void autumn(MessageId kept) {
            docket.until("2026-12-01T03:00:00Z");
            MessageId mla = docket.asks(
                    "RO mutual assistance",
                    "ro-poc",
                    "kinds/mla-31.xml",
                    "NPA-CYB-2026-0417",
                    docket.request(kept).reference());
            acknowledged(mla);
            docket.until("2026-12-03T03:00:00Z");
            MessageId inbound = docket.isAsked("DE asks us, treaty", "de-bfj", "kinds/mla-treaty.xml");
            MessageId point = docket.isAsked("US point asks us", "us-doj", "kinds/poc-35.xml");
            docket.until("2026-12-03T09:00:00Z");
            docket.takesUp(point);
            MessageId question = docket.says(new Question(point, "Which of the two addresses?"));
            docket.until("2026-12-05T09:00:00Z");
            docket.hears(point, new Answer(point, question, "The first."));
            docket.until("2026-12-10T00:00:00Z");
            docket.takesUp(inbound);
            docket.acknowledgesAll();
            docket.says(new Confirmation(mla, "MOJ-1", "Confirmed in writing."));
        }

        private void winter() {
            docket.until("2026-12-14T00:00:00Z");
            MessageId order = docket.asks("RS giving effect", "rs-mup", "kinds/prod-8.xml");
            acknowledged(order);
            docket.until("2026-12-20T00:00:00Z");
            MessageId question = new MessageId(
                    UUID.nameUUIDFromBytes(new byte[] {1}),
                    docket.request(order).partner());
            docket.hears(order, new Question(order, "The order itself is missing."));
            docket.until("2026-12-28T00:00:00Z");
            docket.hears(order, new Answer(order, question, "Attached."));
            docket.hears(order, new Decision(order, new Decision.Accepted("")));
            docket.until("2026-12-30T00:00:00Z");
            docket.tells(order, DeadlineRule.DR_22, "2026-12-29T09:00:00Z"); // by telephone: the provider was served
            assertThat(docket.get(DeadlineRows.class).running(order, DeadlineRule.DR_21))
                    .as("served")
                    .isEmpty();
            docket.until("2027-01-20T00:00:00Z");
            docket.hears(order, new Result(order, Result.Outcome.FULFILLED, List.of(), "Attached."));
        }

        /** A slow partner; an offer; and ten days in which the gateway stands still. */
        private void spring() {
            MessageId treaty = docket.asks("DE treaty, slow", "de-bfj", "kinds/mla-treaty.xml");
            acknowledged(treaty);
            MessageId point = docket.asks("US point, asked", "us-doj", "kinds/poc-35.xml");
            acknowledged(point);
            docket.until("2027-02-11T12:00:00Z");
            docket.hears(point, new Result(point, Result.Outcome.FULFILLED, List.of(), "See the law."));
            MessageId offer = docket.asks("RO offer of information", "ro-poc", "kinds/spon-26.xml");
            acknowledged(offer);
            docket.until("2027-02-20T00:00:00Z");
            docket.hears(offer, new ConditionReply(offer, offer, false, "We cannot keep them."));
            docket.until("2027-03-16T00:00:00Z");
            docket.standsStillUntil("2027-04-01T00:00:00Z");
            docket.until("2027-04-28T00:00:00Z");
            MessageId holding = docket.isAsked("RO asks us to hold", "ro-poc", "preservation-request.xml");
            docket.takesUp(holding);
            docket.says(new Preserved(holding, docket.now(), docket.now().plus(Duration.ofDays(60)), ""));
            docket.until("2027-05-20T00:00:00Z");
            docket.hears(treaty, new Result(treaty, Result.Outcome.NO_DATA, List.of(), "Nothing was found."));
        }

        /** What we hold ends by itself; what is asked of us through police and embassy waits. */
        private void summer() {
            docket.until("2027-07-01T00:00:00Z");
            MessageId police = docket.isAsked("GH police ask us", "gh-csa", "kinds/pol-icpo.xml");
            MessageId embassy = docket.isAsked("GH embassy asks us", "gh-csa", "kinds/mla-diplo.xml");
            docket.until("2027-07-02T06:00:00Z");
            docket.takesUp(police);
            docket.says(new Result(police, Result.Outcome.FULFILLED, List.of(), "For intelligence only."));
            docket.until("2027-07-20T00:00:00Z");
            docket.takesUp(embassy);
            docket.until("2027-08-01T00:00:00Z");
            docket.says(new Question(embassy, "Which bank?"));
            docket.until("2027-10-01T00:00:00Z");
            docket.acknowledgesAll();
        }

        private void acknowledged(MessageId request) {
            docket.hears(request, new Acknowledgement(request, "THEIRS-1"));
        }

        private void preserved(MessageId request, String from, int days) {
            Instant start = Instant.parse(from);
            docket.hears(request, new Preserved(request, start, start.plus(Duration.ofDays(days)), ""));
        }
    }
}
