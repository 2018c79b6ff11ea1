package org.comity.delivery.as2;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import org.comity.envelope.SealedMessage;
import org.comity.envelope.VerifiedReceipt;
import org.comity.messages.MessageId;
import org.comity.messages.Ping;
import org.comity.messages.SignedHeaders;
import org.comity.partners.AgencyId;
import org.comity.partners.Allowances;
import org.comity.partners.PartnerState;
import org.comity.problems.Checked;
import org.comity.trust.TestAuthority.Member;
import org.junit.jupiter.api.Test;

/** The rows of docs/protocol.md in which the signature has verified: HTTP 200 and a signed receipt with modifier and codes, final. */
class NegativeReceiptRouteTest {
    private static final WholeGateway GATEWAY = WholeGateway.shared();
    private static final ForeignAgency THEM = ForeignAgency.joins(GATEWAY, "erring-agency");
    private static final AgencyId ANOTHER = new AgencyId("another-agency");

    @Test
    void stale() throws Exception { // THREAT-83
        SignedHeaders h = headers();
        SignedHeaders old = new SignedHeaders(
                h.id(),
                h.from(),
                h.to(),
                h.created().minus(Duration.ofHours(2)),
                h.created().minusSeconds(60),
                false);
        isTurnedAway(ping(old), "unexpected-processing-error", "E-SIG-11");
    }

    @Test
    void fromTheFuture() throws Exception { // SIG-14
        SignedHeaders h = headers();
        SignedHeaders ahead =
                new SignedHeaders(h.id(), h.from(), h.to(), h.created().plusSeconds(600), h.notAfter(), false);
        isTurnedAway(ping(ahead), "unexpected-processing-error", "E-SIG-12");
    }

    @Test
    void signedByAnotherThanItsFrom() throws Exception { // THREAT-63
        SignedHeaders h = headers();
        SignedHeaders theirs = new SignedHeaders(
                new MessageId(UUID.randomUUID(), ANOTHER), ANOTHER, h.to(), h.created(), h.notAfter(), false);
        SealedMessage sealed = ping(theirs);
        SealedMessage carried = new SealedMessage(THEM.newId(), sealed.mic(), sealed.signedPart(), sealed.bytes());
        isTurnedAway(carried, "authentication-failed", "E-SIG-09");
    }

    @Test
    void signedForAnother() throws Exception { // THREAT-61
        SignedHeaders h = headers();
        SignedHeaders elsewhere = new SignedHeaders(h.id(), h.from(), ANOTHER, h.created(), h.notAfter(), false);
        isTurnedAway(ping(elsewhere), "authentication-failed", "E-SIG-10");
    }

    @Test
    void ofAnExercise() throws Exception { // SIG-16
        SignedHeaders h = headers();
        SignedHeaders exercise = new SignedHeaders(h.id(), h.from(), h.to(), h.created(), h.notAfter(), true);
        isTurnedAway(ping(exercise), "unexpected-processing-error", "E-SIG-14");
    }

    @Test
    void underAnotherIdThanTheSignedOne() throws Exception { // THREAT-85, SIG-15
        SealedMessage sealed = ping(headers());
        SealedMessage carried = new SealedMessage(THEM.newId(), sealed.mic(), sealed.signedPart(), sealed.bytes());
        isTurnedAway(carried, "unexpected-processing-error", "E-SIG-13");
    }

    @Test
    void aDuplicateUnderAnotherIdThanTheSignedOne()
            throws Exception { // THREAT-85, SIG-15: its receipt would name the first
        SealedMessage sealed = ping(headers());
        assertThat(THEM.verify(THEM.posts(sealed), sealed).problems()).isEmpty();
        SealedMessage carried = new SealedMessage(THEM.newId(), sealed.mic(), sealed.signedPart(), sealed.bytes());
        isTurnedAway(carried, "unexpected-processing-error", "E-SIG-13");
        assertThat(THEM.verify(THEM.posts(sealed), sealed).problems()).isEmpty();
    }

    @Test
    void withADocumentThatTheSchemaDoesNotKnow() throws Exception { // UC-03/7a
        SealedMessage sealed =
                THEM.seal(headers(), "<message xmlns=\"urn:comity:message:1\"/>".getBytes(StandardCharsets.UTF_8));
        isTurnedAway(sealed, "unexpected-processing-error", "E-XSD-");
    }

    @Test
    void withADocumentThatSaysAnotherThanItsHeaders() throws Exception { // THREAT-31
        SealedMessage sealed = THEM.seal(headers(), THEM.xml(headers(), new Ping("of another message")));
        isTurnedAway(sealed, "unexpected-processing-error", "E-XSD-");
    }

    @Test
    void anIdThatCameWithAnotherContentBefore() throws Exception { // THREAT-79, DEL-14
        SealedMessage first = ping(headers());
        HttpResponse<byte[]> receipt = THEM.posts(first);
        SignedHeaders same = THEM.headers(first.id());
        SealedMessage second = THEM.seal(same, THEM.xml(same, new Ping("something else")));
        isTurnedAway(second, "integrity-check-failed", "E-SIG-15");
        isTurnedAway(THEM.seal(same, THEM.xml(same, new Ping("and again"))), "integrity-check-failed", "E-SIG-15");

        assertThat(GATEWAY.texts(
                        "select cause || ' ' || again from alert where subject = ? and acknowledged is null",
                        THEM.id().value()))
                .as("one for the partner, which counts")
                .containsExactly("id-conflict 1");
        assertThat(GATEWAY.texts(
                        "select mic from inbox where message = ?", first.id().toString()))
                .containsExactly(first.mic().hex());
        assertThat(THEM.posts(first).body()).as("the first is as it was").isEqualTo(receipt.body());
    }

    @Test // THREAT-66, UC-03/4c: it hears nothing that it could believe, and somebody here hears that it is cut off
    void whoSignsByACertificateThatHasEndedIsTelephoned() throws Exception {
        try (ForeignAgency late = ForeignAgency.joins(GATEWAY, "late-agency")) {
            Member ended = WholeGateway.AUTHORITY.outlived(late.member);
            GATEWAY.joins(ended, late.server.url(), Optional.empty(), PartnerState.ACTIVE, Allowances.NONE);
            SignedHeaders headers = late.headers(late.newId());
            byte[] xml = late.xml(headers, new Ping("test"));
            String alerts = "select cause || ' ' || again from alert where subject = ?";
            Member forged = WholeGateway.AUTHORITY.forged(ended);
            assertThat(late.posts(late.seal(headers, xml, forged)).statusCode()).isEqualTo(400);
            assertThat(GATEWAY.texts(alerts, late.id().value()))
                    .as("nobody else can say so")
                    .isEmpty();

            assertThat(late.posts(late.seal(headers, xml, ended)).statusCode()).isEqualTo(400);
            assertThat(late.posts(late.seal(headers, xml, ended)).statusCode()).isEqualTo(400);
            assertThat(GATEWAY.texts(alerts, late.id().value())).containsExactly("certificate-ended 1");
        }
    }

    private static SignedHeaders headers() {
        return THEM.headers(THEM.newId());
    }

    private static SealedMessage ping(SignedHeaders headers) {
        return THEM.seal(headers, THEM.xml(headers, new Ping("test")));
    }

    private static void isTurnedAway(SealedMessage sealed, String modifier, String code) throws Exception {
        HttpResponse<byte[]> answer = THEM.posts(sealed);
        assertThat(answer.statusCode()).isEqualTo(200);
        Checked<VerifiedReceipt> verified = THEM.verify(answer, sealed);
        assertThat(verified.problems())
                .as(new String(answer.body(), StandardCharsets.UTF_8))
                .isEmpty();
        VerifiedReceipt receipt = ((Checked.Passed<VerifiedReceipt>) verified).value();
        assertThat(receipt.outcome()).isInstanceOfSatisfying(VerifiedReceipt.Outcome.TurnedAway.class, turnedAway -> {
            assertThat(turnedAway.modifier()).isEqualTo(modifier);
            assertThat(turnedAway.errors()).anyMatch(error -> error.contains(code));
        });
    }
}
