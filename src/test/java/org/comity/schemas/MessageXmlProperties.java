package org.comity.schemas;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.comity.messages.Acknowledgement;
import org.comity.messages.Answer;
import org.comity.messages.AttachmentManifest;
import org.comity.messages.Content;
import org.comity.messages.Decision;
import org.comity.messages.Digest;
import org.comity.messages.Identifier;
import org.comity.messages.Message;
import org.comity.messages.MessageId;
import org.comity.messages.Part;
import org.comity.messages.Ping;
import org.comity.messages.PreservationRequest;
import org.comity.messages.Preserved;
import org.comity.messages.Question;
import org.comity.messages.Rejection;
import org.comity.messages.RequestContent;
import org.comity.messages.RiskNotice;
import org.comity.messages.SignedHeaders;
import org.comity.messages.Submission;
import org.comity.messages.Urgency;
import org.comity.messages.Withdrawal;
import org.comity.partners.AgencyId;
import org.comity.problems.Checked;

/** What is written is read back the same, for every kind. */
class MessageXmlProperties {
    private static final MessageXml DOCUMENTS = new MessageXml();
    private static final AgencyId NPA = new AgencyId("jp-npa");
    private static final Digest DIGEST = Digest.of(new byte[] {1});
    private static final Instant FROM = Instant.parse("2026-11-23T15:20:00Z");

    @Property(tries = 300)
    void aMessageIsReadAsItWasWritten(@ForAll("contents") Content content, @ForAll boolean exercise) {
        Message message = new Message(
                headers(exercise),
                content,
                List.of(new AttachmentManifest("a b.pdf", "application/pdf", DIGEST, 5_000_000_000L, 1193)));
        assertThat(DOCUMENTS.read(DOCUMENTS.write(message), Optional.of(message.headers())))
                .isInstanceOfSatisfying(
                        Checked.Passed.class,
                        passed -> assertThat(((ValidMessage) passed.value()).message())
                                .isEqualTo(message));
    }

    @Property(tries = 200)
    void aSubmissionIsReadAsItWasWrittenInXmlAndInJson(@ForAll("contents") Content content) {
        Submission submission = new Submission(
                Optional.of(NPA),
                new AgencyId("us-example-poc"),
                Optional.of(new AgencyId("us-example-doj")),
                Optional.of("M-7"),
                Optional.of("Title"),
                Optional.of(FROM),
                content,
                List.of(new Submission.Enclosure("a.pdf", "application/pdf")));
        assertThat(DOCUMENTS.readSubmission(DOCUMENTS.write(submission))).isEqualTo(Checked.passed(submission));
        assertThat(DOCUMENTS.readSubmissionJson(DOCUMENTS.writeJson(submission)))
                .isEqualTo(Checked.passed(submission));
    }

    @Provide
    Arbitrary<Content> contents() {
        Arbitrary<String> text = text();
        MessageId id = new MessageId(new UUID(1, 2), NPA);
        return Arbitraries.oneOf(
                requests(),
                text.map(t -> new Acknowledgement(id, "R-1")),
                text.map(t -> new Question(id, t)),
                text.map(t -> new Answer(id, id, t)),
                text.map(t -> new Decision(id, new Decision.Accepted(t))),
                text.map(t -> new Decision(id, new Decision.Refused("FISCAL_ONLY", t, !t.isEmpty(), t))),
                text.map(t -> new Preserved(id, FROM, FROM.plusSeconds(1), t.isBlank() ? "" : "H-1")),
                text.map(t -> new RiskNotice(id, t)),
                text.map(t -> new Withdrawal(id, t)),
                text.map(t -> new Rejection(
                        id, List.of(new Rejection.Finding("E-LAW-01", "ETS185/29/2/f", "a/b[2]", "Sentence.")))),
                Arbitraries.integers().between(0, 99).map(i -> new Part(id, DIGEST, i, 100, Part.SIZE)),
                text.map(t -> new Ping("note")));
    }

    private static Arbitrary<Content> requests() {
        return Combinators.combine(
                        text().optional(),
                        identifiers().list().ofMaxSize(4),
                        Arbitraries.of(Urgency.class),
                        Arbitraries.of(true, false),
                        Arbitraries.integers().between(1, 3660).optional())
                .as((text, identifiers, urgency, flag, days) -> request(text, identifiers, urgency, flag, days));
    }

    private static PreservationRequest request(
            Optional<String> text,
            List<Identifier> identifiers,
            Urgency urgency,
            boolean flag,
            Optional<Integer> days) {
        var person = new RequestContent.Person(
                "N",
                Optional.of("T"),
                Optional.empty(),
                Optional.of("+81355501234"),
                Optional.empty(),
                Optional.of("a@b.example"),
                Optional.empty());
        var authority = new RequestContent.Authority(
                "O",
                Optional.of(person),
                Optional.empty(),
                Optional.of("24/7"),
                Optional.of(ZoneId.of("Asia/Tokyo")),
                Optional.empty());
        var from = OffsetDateTime.of(2026, 1, 1, 0, 0, 0, 0, ZoneOffset.ofHours(9));
        // the document groups identifiers by kind, so one kind at a time keeps the order
        var items = identifiers.stream()
                .map(identifier -> new RequestContent.DataItem(
                        "TRA",
                        text,
                        List.of(identifier),
                        Optional.of(new RequestContent.Period(from, from.plusSeconds(1))),
                        text))
                .toList();
        return new PreservationRequest(
                Optional.empty(),
                "R",
                Optional.of("ja"),
                flag ? new PreservationRequest.Extension(Optional.of("P-1")) : new PreservationRequest.New(),
                authority,
                Optional.of(authority).filter(ignored -> flag),
                Optional.of(person).filter(ignored -> flag),
                Optional.empty(),
                Optional.of(new RequestContent.CaseOffice("P", "1")),
                Optional.empty(),
                List.of(new RequestContent.Offence("BC02", Optional.of("x"), Optional.empty(), Optional.of(36))),
                text,
                items,
                flag
                        ? Optional.of(new RequestContent.NoneKnown())
                        : Optional.of(new RequestContent.Known("K", Optional.of("L"), Optional.empty())),
                text,
                new RequestContent.UrgencyClaim(urgency, Set.of(RequestContent.UrgencyGround.VOLATILE_DATA), text),
                Optional.of(new PreservationRequest.FollowUp("F", Optional.of(LocalDate.of(2027, 1, 1)))),
                flag,
                new RequestContent.Confidentiality(flag, text),
                days,
                List.of(new RequestContent.Link(
                        RequestContent.Relation.EARLIER_REQUEST,
                        Optional.of(new MessageId(new UUID(1, 2), NPA)),
                        Optional.of("E-1"),
                        Optional.of(LocalDate.of(2026, 11, 1)),
                        Optional.of("fax"))),
                text);
    }

    private static Arbitrary<Identifier> identifiers() {
        var at = OffsetDateTime.parse("2026-11-14T02:00:00+09:00");
        return Arbitraries.of(
                new Identifier.IpAddress(
                        "2001:db8::1",
                        Optional.of(443),
                        Optional.empty(),
                        Optional.of(at),
                        Optional.of(ZoneId.of("Africa/Accra"))),
                new Identifier.IpAddress(
                        "203.0.113.7", Optional.empty(), Optional.of("W"), Optional.empty(), Optional.empty()),
                new Identifier.Account("P", "id", Optional.of("D")),
                new Identifier.FileHash("MD5", "a".repeat(32)),
                new Identifier.Plain(Identifier.Form.EMAIL, "x@y.example"),
                new Identifier.Plain(Identifier.Form.WALLET, "eip155:1:0xAb16a96D359eC26a11e2C2b3d8f8B8942d5Bfcdb"),
                new Identifier.Plain(Identifier.Form.TRANSACTION, "eip155:1:" + "0".repeat(64)),
                new Identifier.Plain(Identifier.Form.MAIL_MESSAGE, "<a.b@c.example>"),
                new Identifier.Plain(Identifier.Form.AS_NUMBER, "64496"),
                new Identifier.Plain(Identifier.Form.URL, "https://x.example/?q=1&r=<2>"));
    }

    /** Narratives in any script, with line breaks and markup characters; XML has no carriage return of its own. */
    private static Arbitrary<String> text() {
        return Arbitraries.strings()
                .withChars("abc <>&\"'\n\t]]>é東京\u202E")
                .ofMinLength(1)
                .ofMaxLength(60);
    }

    private static SignedHeaders headers(boolean exercise) {
        return new SignedHeaders(
                new MessageId(new UUID(3, 4), NPA),
                NPA,
                new AgencyId("us-example-poc"),
                FROM,
                FROM.plusSeconds(3600),
                exercise);
    }
}
