package org.comity.envelope;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.comity.messages.MessageId;
import org.comity.messages.SignedHeaders;
import org.comity.partners.AgencyId;
import org.comity.partners.Allowances;
import org.comity.partners.CertificateUse;
import org.comity.problems.Checked;
import org.comity.trust.TestAuthority;
import org.comity.trust.TestAuthority.Algorithm;
import org.comity.trust.TestAuthority.Member;

/** Two agencies that know each other: {@code sender} seals, {@code receiver} opens. */
final class Exchange {
    static final Instant NOW = TestAuthority.NOW;
    static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);
    static final MessageId ID =
            new MessageId(UUID.fromString("0193a1f0-0000-7000-8000-000000000001"), new AgencyId("sender"));
    static final byte[] XML = "<message xmlns=\"urn:comity:message:1\"/>\n".getBytes(StandardCharsets.UTF_8);
    static final List<AttachedBytes> ATTACHMENTS = List.of(new AttachedBytes(
            "warrant \u2014 \u65e5\u672c.pdf",
            "application/pdf",
            "%PDF-1.7 \u0000\n".getBytes(StandardCharsets.UTF_8)));

    final TestAuthority authority = TestAuthority.create();
    final Member sender;
    final Member receiver;
    final Sealer sealer = new Sealer(CLOCK);
    final Opener opener;

    Exchange(Algorithm sender, Algorithm receiver, Allowances ofSender) {
        this.sender = authority.member("sender", sender, ofSender);
        this.receiver = authority.member("receiver", receiver, excused(receiver));
        this.opener = new Opener(this.receiver.keys(), authority.paths(), new Acceptance(false));
    }

    static Exchange of(Algorithm both) {
        return new Exchange(both, both, excused(both));
    }

    /** Of what its keys need. */
    private static Allowances excused(Algorithm keys) {
        return new Allowances(false, false, false, false, keys == Algorithm.RSA_2048, Optional.empty());
    }

    SignedHeaders headers() {
        return new SignedHeaders(
                ID, sender.id(), receiver.id(), NOW.minus(Duration.ofMinutes(1)), NOW.plus(Duration.ofDays(3)), false);
    }

    Recipient recipient() {
        return new Recipient(receiver.certificate(CertificateUse.ENCRYPTION), Allowances.NONE);
    }

    SealedMessage sealed() {
        return sealed(XML, ATTACHMENTS);
    }

    SealedMessage sealed(byte[] xml, List<AttachedBytes> attachments) {
        return sealer.seal(headers(), xml, attachments, sender.keys().signing(sender.id()), recipient());
    }

    Arrival arrival() {
        return new Arrival(receiver.id(), sender.partner(), ID, NOW);
    }

    Opening open(byte[] bytes) {
        return open(bytes, arrival());
    }

    Opening open(byte[] bytes, Arrival arrival) {
        return switch (SealedEnvelope.parse(bytes)) {
            case Checked.Passed<SealedEnvelope>(var envelope) -> opener.open(envelope, arrival);
            case Checked.Failed<SealedEnvelope>(var problems) -> new Opening.Unverified(problems);
        };
    }

    OpenedMessage opened(byte[] bytes) {
        if (open(bytes) instanceof Opening.Opened(OpenedMessage message)) {
            return message;
        }
        throw new AssertionError("not opened: " + open(bytes));
    }
}
