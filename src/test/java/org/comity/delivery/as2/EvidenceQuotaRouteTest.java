package org.comity.delivery.as2;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.comity.envelope.AttachedBytes;
import org.comity.envelope.Recipient;
import org.comity.envelope.SealedMessage;
import org.comity.envelope.Sealer;
import org.comity.envelope.VerifiedReceipt;
import org.comity.messages.AttachmentManifest;
import org.comity.messages.Content;
import org.comity.messages.Digest;
import org.comity.messages.Message;
import org.comity.messages.Part;
import org.comity.messages.SignedHeaders;
import org.comity.partners.Allowances;
import org.comity.partners.CertificateUse;
import org.comity.problems.Checked;
import org.comity.schemas.MessageXml;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** THREAT-32: what a partner may have under way is counted for manifests that come at the same time as for those that come one by one. */
class EvidenceQuotaRouteTest {
    private static final WholeGateway GATEWAY = WholeGateway.shared();
    private static final MessageXml XML = new MessageXml();
    private static final Digest ANNOUNCED = Digest.of("as many byte".getBytes(StandardCharsets.UTF_8));

    /** One fits into the 16 GB of a partner, two do not. */
    private static final long LENGTH = 9L << 30;

    private static final int AT_ONCE = 6;

    private final ForeignAgency them = ForeignAgency.joins(GATEWAY, "t" + UUID.randomUUID());

    @AfterEach
    void close() {
        them.close();
    }

    @Test
    void ofManifestsThatComeAtTheSameTimeOneHasTheRoomOfOne() throws Exception {
        CyclicBarrier together = new CyclicBarrier(AT_ONCE);
        Callable<VerifiedReceipt.Outcome> announcing = () -> {
            int parts = Math.toIntExact(Math.ceilDiv(LENGTH, (long) Part.SIZE));
            SealedMessage manifest = sealed(
                    Requests.lawful(),
                    List.of(new AttachmentManifest("log.bin", "application/octet-stream", ANNOUNCED, LENGTH, parts)),
                    List.of());
            together.await();
            return outcome(manifest);
        };
        int accepted = 0;
        try (var threads = Executors.newFixedThreadPool(AT_ONCE)) {
            for (Future<VerifiedReceipt.Outcome> one : threads.invokeAll(Collections.nCopies(AT_ONCE, announcing))) {
                if (one.get() instanceof VerifiedReceipt.Outcome.TurnedAway turnedAway) {
                    assertThat(turnedAway.toString()).contains("E-CSW-03");
                } else {
                    accepted++;
                }
            }
        }
        assertThat(accepted).isEqualTo(1);
    }

    private VerifiedReceipt.Outcome outcome(SealedMessage sealed) throws Exception {
        HttpResponse<byte[]> answer = them.posts(sealed);
        assertThat(answer.statusCode()).isEqualTo(200);
        return switch (them.verify(answer, sealed)) {
            case Checked.Passed<VerifiedReceipt>(var receipt) -> receipt.outcome();
            case Checked.Failed<VerifiedReceipt>(var problems) -> throw new AssertionError(problems);
        };
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
