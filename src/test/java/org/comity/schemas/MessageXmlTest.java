package org.comity.schemas;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.comity.messages.AttachmentManifest;
import org.comity.messages.Digest;
import org.comity.messages.Message;
import org.comity.messages.MessageId;
import org.comity.messages.Part;
import org.comity.messages.Ping;
import org.comity.messages.SignedHeaders;
import org.comity.partners.AgencyId;
import org.comity.problems.Checked;
import org.comity.problems.Problem;
import org.comity.problems.SchemaProblem;
import org.comity.schemas.Attachments.Enclosed;
import org.junit.jupiter.api.Test;

class MessageXmlTest {
    private static final AgencyId NPA = new AgencyId("jp-npa");
    private static final SignedHeaders SIGNED = new SignedHeaders(
            MessageId.parse(Documents.ID).orElseThrow(),
            NPA,
            new AgencyId("us-example-poc"),
            Instant.parse("2026-11-23T00:00:00Z"),
            Instant.parse("2026-11-24T00:00:00Z"),
            false);
    private static final String PING = Documents.message("<ping><note>x</note></ping>");

    private static final MessageXml DOCUMENTS = new MessageXml();

    @Test
    void acceptsADocumentThatEqualsItsSignedHeaders() {
        var read = DOCUMENTS.read(bytes(PING), Optional.of(SIGNED));
        assertThat(read)
                .isInstanceOfSatisfying(
                        Checked.Passed.class,
                        passed -> assertThat(((ValidMessage) passed.value())
                                        .message()
                                        .headers())
                                .isEqualTo(SIGNED));
    }

    @Test
    void namesEveryHeaderInWhichDocumentAndSignatureDiffer() {
        SignedHeaders other = new SignedHeaders(
                new MessageId(UUID.fromString("01980a4e-5b1c-7c3e-9a44-3f1d2c5b6a71"), new AgencyId("jp-moj")),
                new AgencyId("jp-moj"),
                new AgencyId("fr-example"),
                Instant.parse("2026-11-23T00:00:01Z"),
                Instant.parse("2026-11-24T00:00:01Z"),
                true);
        assertThat(DOCUMENTS.read(bytes(PING), Optional.of(other)).problems())
                .containsExactly(
                        SchemaProblem.UNBOUND.at("@id"),
                        SchemaProblem.UNBOUND.at("@from"),
                        SchemaProblem.UNBOUND.at("@to"),
                        SchemaProblem.UNBOUND.at("@created"),
                        SchemaProblem.UNBOUND.at("@notAfter"),
                        SchemaProblem.UNBOUND.at("@exercise"));
    }

    @Test
    void refusesHeadersThatContradictEachOther() {
        assertThat(problems(PING.replace("from=\"jp-npa\"", "from=\"jp-moj\"")))
                .containsExactly(SchemaProblem.HEADERS.at("@id"));
        assertThat(problems(PING.replace("2026-11-24T", "2026-11-22T")))
                .containsExactly(SchemaProblem.HEADERS.at("@notAfter"));
    }

    @Test
    void namesEveryViolationAtItsPlace() {
        String document = Documents.requestWith("<ipAddress><address>203.0.113.7</address><port>70000</port>"
                        + "<at>2026-11-14T02:03:41</at><zone>Asia/Nowhere</zone></ipAddress>"
                        + "<ipAddress><address>x y</address></ipAddress>"
                        + "<ipAddress><address>203.0.113.8</address><port>1</port><portUnknown>W</portUnknown></ipAddress>"
                        + "<telephone>0355501234</telephone>")
                .replace("<level>ROUTINE</level>", "<level>NOW</level>")
                .replace("<organisation>O</organisation>", "");
        assertThat(problems(document))
                .containsExactlyInAnyOrder(
                        SchemaProblem.MISSING.at("preservationRequest/requested/organisation"),
                        SchemaProblem.INVALID.at("preservationRequest/data[1]/identifiers/ipAddress[1]/port"),
                        SchemaProblem.INVALID.at("preservationRequest/data[1]/identifiers/ipAddress[1]/at"),
                        SchemaProblem.INVALID.at("preservationRequest/data[1]/identifiers/ipAddress[1]/zone"),
                        SchemaProblem.INVALID.at("preservationRequest/data[1]/identifiers/ipAddress[2]/address"),
                        SchemaProblem.INVALID.at("preservationRequest/data[1]/identifiers/ipAddress[3]/portUnknown"),
                        SchemaProblem.INVALID.at("preservationRequest/data[1]/identifiers/telephone[1]"),
                        SchemaProblem.INVALID.at("preservationRequest/urgency/level"));
    }

    @Test
    void namesWhatIsMissingRatherThanWhatFollowsIt() {
        String document = Documents.requestWith("").replaceFirst("<reference>[^<]*</reference>", "");
        assertThat(problems(document)).containsExactly(SchemaProblem.MISSING.at("preservationRequest/reference"));
    }

    @Test
    void namesMissingAndUnknownAttributes() {
        assertThat(problems(PING.replace(" to=\"us-example-poc\"", " cc=\"us-example-poc\"")))
                .containsExactlyInAnyOrder(SchemaProblem.INVALID.at("@*"), SchemaProblem.MISSING.at("@to"));
    }

    @Test
    void refusesASubmissionWhereAMessageIsDue() {
        String submission = "<submission xmlns=\"urn:comity:message:1\" to=\"a1\"><ping><note/></ping></submission>";
        assertThat(problems(submission)).containsExactly(SchemaProblem.OTHER_DOCUMENT.at("expected: message"));
        assertThat(DOCUMENTS.readSubmission(bytes(PING)).problems())
                .containsExactly(SchemaProblem.OTHER_DOCUMENT.at("expected: submission"));
    }

    @Test
    void readsOnAfterADocumentThatWasCutOff() {
        assertThat(problems("<message")).containsExactly(SchemaProblem.MALFORMED.problem());
        assertThat(problems(PING)).isEmpty();
    }

    @Test
    void refusesAPartBeyondItsCount() {
        String part = "<part manifest=\"" + Documents.ID + "\" attachment=\"" + "0".repeat(64)
                + "\" index=\"3\" count=\"3\" length=\"1\"/>";
        assertThat(problems(Documents.message(part))).containsExactly(SchemaProblem.INVALID.problem());
    }

    @Test
    void refusesAnAttachmentListedTwice() {
        String attachment =
                "<attachment name=\"a\" mediaType=\"text/plain\" sha256=\"" + "0".repeat(64) + "\" length=\"1\"/>";
        assertThat(problems(Documents.message("<ping><note>x</note></ping>" + attachment + attachment)))
                .containsExactly(SchemaProblem.ATTACHMENT_SET.at("attachment[2]"));
    }

    @Test
    void comparesAttachmentsWithTheirList() {
        Digest one = Digest.of(bytes("1"));
        Digest two = Digest.of(bytes("2"));
        Digest three = Digest.of(bytes("3"));
        var message = new Message(
                SIGNED, new Ping("x"), List.of(attachment(one, 1, 0), attachment(two, 1, 0), attachment(three, 9, 3)));
        // THREAT-30, THREAT-31
        assertThat(Attachments.check(message, List.of(new Enclosed(one, 1), new Enclosed(two, 1))))
                .isEmpty();
        assertThat(Attachments.check(message, List.of(new Enclosed(one, 2))))
                .containsExactly(
                        SchemaProblem.ATTACHMENT_DIGEST.at("attachment[1]"),
                        SchemaProblem.ATTACHMENT_SET.at("attachment[2]"));
        assertThat(Attachments.check(
                        message, List.of(new Enclosed(one, 1), new Enclosed(two, 1), new Enclosed(three, 9))))
                .containsExactly(SchemaProblem.ATTACHMENT_SET.problem());
    }

    @Test
    void refusesAFileThatTravelsTwiceAndIsListedOnce() {
        Digest one = Digest.of(bytes("1"));
        var message = new Message(SIGNED, new Ping("x"), List.of(attachment(one, 1, 0)));
        assertThat(Attachments.check(message, List.of(new Enclosed(one, 1), new Enclosed(one, 1)))) // THREAT-31
                .containsExactly(SchemaProblem.ATTACHMENT_SET.problem());
    }

    @Test
    void aPartCarriesExactlyItsOnePiece() {
        var part = new Part(SIGNED.id(), Digest.of(bytes("whole")), 0, 2, Part.SIZE);
        var message = new Message(SIGNED, part, List.of());
        var piece = new Enclosed(Digest.of(bytes("piece")), Part.SIZE);
        assertThat(Attachments.check(message, List.of(piece))).isEmpty();
        for (List<Enclosed> wrong :
                List.of(List.<Enclosed>of(), List.of(piece, piece), List.of(new Enclosed(piece.sha256(), 1)))) {
            assertThat(Attachments.check(message, wrong)).containsExactly(SchemaProblem.ATTACHMENT_SET.at("part"));
        }
    }

    @Test
    void aMessageShowsItsIdAndNothingElse() {
        assertThat(new ValidMessage(new Message(SIGNED, new Ping("secret"), List.of())))
                .hasToString("ValidPing[" + Documents.ID + "]");
    }

    private List<Problem> problems(String document) {
        return DOCUMENTS.read(bytes(document), Optional.empty()).problems();
    }

    private static AttachmentManifest attachment(Digest digest, long length, int parts) {
        return new AttachmentManifest("a", "text/plain", digest, length, parts);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
