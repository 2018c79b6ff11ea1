package org.comity.casework;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.comity.envelope.Arrival;
import org.comity.envelope.AttachedBytes;
import org.comity.envelope.Recipient;
import org.comity.envelope.SealedMessage;
import org.comity.envelope.Sealer;
import org.comity.journal.MessageRows;
import org.comity.matters.DeliveryState;
import org.comity.messages.AttachmentManifest;
import org.comity.messages.Content;
import org.comity.messages.Digest;
import org.comity.messages.Message;
import org.comity.messages.MessageId;
import org.comity.messages.Part;
import org.comity.messages.SignedHeaders;
import org.comity.messages.Submission;
import org.comity.partners.Allowances;
import org.comity.partners.CertificateUse;
import org.comity.partners.Partners;
import org.comity.problems.CaseworkProblem;
import org.comity.problems.Checked;
import org.comity.problems.Problem;
import org.comity.problems.ProblemType;
import org.comity.schemas.MessageXml;
import org.comity.trust.TestAuthority;
import org.comity.trust.TestAuthority.Member;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** THREAT-32: what counts against a partner's quota of announced evidence, and for how long. */
class EvidenceQuotaTest {
    private static final Instant FAR = Instant.parse("2099-01-01T00:00:00Z");
    private static final byte[] WHOLE = new byte[Part.SIZE + 1_000];
    private static final AttachmentManifest EVIDENCE =
            new AttachmentManifest("log.bin", "application/octet-stream", Digest.of(WHOLE), WHOLE.length, 2);

    private final TestAuthority authority = TestAuthority.create();
    private final Member us = authority.member("jp-npa");
    private final Member other = authority.member("jp-moj");
    private final Member them = authority.member("ro-poc");
    private final TestGateway gateway = new TestGateway(
            new Member(us.id(), TestAuthority.together(us, other), us.partner()),
            authority.pathsFrom(TestAuthority.NOW, 90),
            "--comity.casework.evidence-under-way=6MB",
            "--comity.agencies[1].id=" + other.id(),
            "--comity.agencies[1].name=Another",
            "--comity.agencies[1].country=JP",
            "--comity.agencies[1].zone=Asia/Tokyo");

    @BeforeEach
    void exchangeWithThem() {
        gateway.get(Partners.class).save(them.partner());
    }

    @AfterEach
    void close() {
        gateway.close();
    }

    @Test
    void whatIsAnnouncedToOneOfOurAgenciesTakesNoRoomAtAnother() {
        assertThat(announced(us, FAR)).isEmpty();
        assertThat(announced(us, FAR)).containsExactly(CaseworkProblem.OVER_QUOTA);
        assertThat(announced(other, FAR)).isEmpty();
    }

    @Test // UC-10/3b
    void whatARejectedMessageAnnouncedDoesNotCount() {
        SealedMessage broken = manifest(us, example("broken-request.xml"), FAR);
        assertThat(receive(broken, us)).isEmpty();
        assertThat(announced(us, FAR)).containsExactly(CaseworkProblem.OVER_QUOTA);
        gateway.get(Processing.class).process(broken.id());
        assertThat(gateway.get(MessageRows.class)
                        .find(broken.id())
                        .orElseThrow()
                        .state())
                .isEqualTo(DeliveryState.REJECTED);
        assertThat(announced(us, FAR)).isEmpty();
    }

    @Test // UC-10/3b
    void anAnnouncementCountsForThirtyDaysHoweverLateItsMessageEnds() {
        assertThat(announced(us, FAR)).isEmpty();
        gateway.pass(Duration.ofDays(29));
        assertThat(announced(us, FAR)).containsExactly(CaseworkProblem.OVER_QUOTA);
        gateway.pass(Duration.ofDays(1));
        assertThat(announced(us, FAR)).isEmpty();
    }

    @Test // UC-10/5c
    void aPartOfWhatCountsNoMoreIsTakenIfThereIsRoomAndThenItCountsAgain() {
        SealedMessage manifest = manifest(us, example("preservation-request.xml"), FAR);
        assertThat(receive(manifest, us)).isEmpty();
        gateway.pass(Duration.ofDays(30));
        assertThat(receive(part(manifest.id(), 0), us)).isEmpty();
        assertThat(announced(us, FAR)).containsExactly(CaseworkProblem.OVER_QUOTA);

        gateway.pass(Duration.ofDays(30));
        assertThat(announced(us, FAR)).isEmpty();
        assertThat(receive(part(manifest.id(), 1), us)).containsExactly(CaseworkProblem.OVER_QUOTA);
    }

    private List<ProblemType> announced(Member to, Instant notAfter) {
        return receive(manifest(to, example("preservation-request.xml"), notAfter), to);
    }

    private SealedMessage manifest(Member to, Content content, Instant notAfter) {
        return sealed(to, content, notAfter, List.of(EVIDENCE), List.of());
    }

    private SealedMessage part(MessageId manifest, int index) {
        int from = index * Part.SIZE;
        byte[] bytes = Arrays.copyOfRange(WHOLE, from, Math.min(WHOLE.length, from + Part.SIZE));
        Part part = new Part(manifest, EVIDENCE.sha256(), index, EVIDENCE.inParts(), bytes.length);
        return sealed(
                us,
                part,
                gateway.now().plus(Duration.ofDays(1)),
                List.of(),
                List.of(new AttachedBytes("part", "application/octet-stream", bytes)));
    }

    private SealedMessage sealed(
            Member to,
            Content content,
            Instant notAfter,
            List<AttachmentManifest> announced,
            List<AttachedBytes> enclosed) {
        MessageId id = new MessageId(UUID.randomUUID(), them.id());
        SignedHeaders headers = new SignedHeaders(id, them.id(), to.id(), gateway.now(), notAfter, false);
        return new Sealer(TestAuthority.CLOCK)
                .seal(
                        headers,
                        gateway.get(MessageXml.class).write(new Message(headers, content, announced)),
                        enclosed,
                        them.keys().signing(them.id()),
                        new Recipient(to.certificate(CertificateUse.ENCRYPTION), Allowances.NONE));
    }

    /** As the partners' port does it; why it was turned away. */
    private List<ProblemType> receive(SealedMessage message, Member to) {
        Receiving receiving = gateway.get(Receiving.class);
        Arrival arrival = new Arrival(to.id(), them.partner(), message.id(), gateway.now());
        byte[] raw = message.bytes();
        return switch (receiving.record(receiving.read(raw, arrival, receiving.open(raw, arrival)), false)) {
            case Reception.Receipted receipted -> List.of();
            case Reception.TurnedAway(var receipt, var problems) ->
                problems.stream().map(Problem::type).toList();
            case Reception.NotUnderstood(var problems) -> throw new AssertionError(problems);
        };
    }

    private static Content example(String name) {
        try {
            return switch (new MessageXml().readSubmission(Files.readAllBytes(Path.of("examples", name)))) {
                case Checked.Passed<Submission>(var submission) -> submission.content();
                case Checked.Failed<Submission>(var problems) -> throw new AssertionError(problems.toString());
            };
        } catch (IOException missing) {
            throw new UncheckedIOException(missing);
        }
    }
}
