package org.comity.delivery.as2;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import org.comity.envelope.AttachedBytes;
import org.comity.envelope.Recipient;
import org.comity.envelope.SealedMessage;
import org.comity.envelope.Sealer;
import org.comity.envelope.VerifiedReceipt;
import org.comity.messages.AttachmentManifest;
import org.comity.messages.Content;
import org.comity.messages.Digest;
import org.comity.messages.Message;
import org.comity.messages.MessageId;
import org.comity.messages.Part;
import org.comity.messages.SignedHeaders;
import org.comity.partners.Allowances;
import org.comity.partners.CertificateUse;
import org.comity.problems.Checked;
import org.comity.schemas.MessageXml;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** UC-10/6a and 6b: all parts came, and together they are not what the manifest announced (THREAT-30). */
class DifferingEvidenceRouteTest {
    private static final WholeGateway GATEWAY = WholeGateway.shared();
    private static final MessageXml XML = new MessageXml();
    private static final byte[] SENT = "other bytes".getBytes(StandardCharsets.UTF_8);
    private static final Digest ANNOUNCED = Digest.of("as many byte".getBytes(StandardCharsets.UTF_8));

    private final ForeignAgency them = ForeignAgency.joins(GATEWAY, "t" + UUID.randomUUID());

    @AfterEach
    void close() {
        them.close();
    }

    @Test
    void itEndsWithAPersonAndALaterPartHearsWhy() throws Exception {
        SealedMessage request = sealed(
                Requests.lawful(),
                List.of(new AttachmentManifest("log.bin", "application/octet-stream", ANNOUNCED, SENT.length, 1)),
                List.of());
        assertThat(them.posts(request).statusCode()).isEqualTo(200);
        assertThat(outcome(part(request.id()))).isInstanceOf(VerifiedReceipt.Outcome.Accepted.class);

        String manifest = request.id().toString();
        await().until(() ->
                GATEWAY.count("select count(*) from attachment where message = ? and differs is not null", manifest)
                        == 1);
        assertThat(GATEWAY.count(
                        "select count(*) from attachment where message = ? and complete is not null", manifest))
                .isZero();
        assertThat(GATEWAY.texts("select cause from alert where subject = ?", manifest))
                .contains("attachment-differs");
        assertThat(GATEWAY.texts("select event from journal_leaf where request = ?", manifest))
                .contains("attachment.differs");

        SealedMessage later = part(request.id());
        assertThat(outcome(later))
                .isInstanceOfSatisfying(
                        VerifiedReceipt.Outcome.TurnedAway.class,
                        turnedAway -> assertThat(turnedAway.toString()).contains("E-CSW-06"));
    }

    private VerifiedReceipt.Outcome outcome(SealedMessage sealed) throws Exception {
        HttpResponse<byte[]> answer = them.posts(sealed);
        assertThat(answer.statusCode()).isEqualTo(200);
        return switch (them.verify(answer, sealed)) {
            case Checked.Passed<VerifiedReceipt>(var receipt) -> receipt.outcome();
            case Checked.Failed<VerifiedReceipt>(var problems) -> throw new AssertionError(problems);
        };
    }

    private SealedMessage part(MessageId manifest) {
        return sealed(
                new Part(manifest, ANNOUNCED, 0, 1, SENT.length),
                List.of(),
                List.of(new AttachedBytes("part-0", "application/octet-stream", SENT)));
    }

    private SealedMessage sealed(Content content, List<AttachmentManifest> announced, List<AttachedBytes> enclosed) {
        SignedHeaders headers = them.headers(them.newId());
        return new Sealer(WholeGateway.CLOCK)
                .seal(
                        headers,
                        XML.write(new Message(headers, content, announced)),
                        enclosed,
                        them.member.keys().signing(them.id()),
                        new Recipient(WholeGateway.US.certificate(CertificateUse.ENCRYPTION), Allowances.NONE));
    }
}
