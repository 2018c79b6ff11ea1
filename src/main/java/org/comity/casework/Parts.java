package org.comity.casework;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import org.comity.journal.Attachments;
import org.comity.journal.MessageRow;
import org.comity.journal.MessageRows;
import org.comity.journal.Payloads;
import org.comity.messages.AttachmentManifest;
import org.comity.messages.Digest;
import org.comity.messages.Message;
import org.comity.messages.MessageId;
import org.comity.messages.Part;
import org.comity.messages.SignedHeaders;
import org.comity.partners.AgencyId;
import org.comity.problems.CaseworkProblem;
import org.comity.problems.Problem;
import org.comity.problems.SchemaProblem;
import org.springframework.stereotype.Component;

/**
 * UC-10: evidence that is too large for one message. Each part is durable when its receipt leaves, so a broken transfer goes on where it
 * stopped; the attachment exists only when every part is in and the digest of the whole fits.
 */
@Component
class Parts {
    /**
     * How long an announcement counts against the quota at most, or its last part that came when it counted no more: a notAfter is as late as
     * the partner likes, and what never comes must not keep out what does.
     */
    private static final Duration COUNTS_FOR = Duration.ofDays(30);

    /** It reads a gigabyte: sixteen at a time are all who work on what came in, and an emergency would wait for them (THREAT-32). */
    private static final int ASSEMBLED_AT_A_TIME = 2;

    private final Semaphore assembling = new Semaphore(ASSEMBLED_AT_A_TIME);
    private final Attachments attachments;
    private final MessageRows messages;
    private final Payloads payloads;
    private final CaseworkSettings settings;
    private final Alerting alerting;
    private final Announcements announcements;

    Parts(
            Attachments attachments,
            MessageRows messages,
            Payloads payloads,
            CaseworkSettings settings,
            Alerting alerting,
            Announcements announcements) {
        this.attachments = attachments;
        this.messages = messages;
        this.payloads = payloads;
        this.settings = settings;
        this.alerting = alerting;
        this.announcements = announcements;
    }

    /** Why a part, or a manifest of parts to come, cannot be taken now; empty if it can. */
    List<Problem> objections(Message message, AgencyId partner, AgencyId own, Instant now) {
        if (message.content() instanceof Part part) {
            return manifest(part, partner)
                    .map(whole -> objections(whole, partner, now))
                    .orElseGet(() -> List.of(CaseworkProblem.NOT_IN_MANIFEST.at("/message/part")));
        }
        if (!message.attachments().stream().allMatch(Parts::isWhole)) {
            return List.of(SchemaProblem.ATTACHMENT_SET.at("/message/attachments"));
        }
        long announced = message.attachments().stream()
                .filter(manifest -> manifest.inParts() > 0)
                .mapToLong(AttachmentManifest::length)
                .sum();
        if (announced == 0) {
            return List.of();
        }
        attachments.oneAtATime(partner, own); // two manifests must not both fit into the room of one
        return fits(announced, partner, own, now)
                ? List.of()
                : List.of(CaseworkProblem.OVER_QUOTA.at("/message/attachments"));
    }

    private List<Problem> objections(Attachments.Attachment whole, AgencyId partner, Instant now) {
        if (whole.differs().isPresent()) {
            return List.of(CaseworkProblem.ATTACHMENT_DIFFERS.at("/message/part")); // UC-10/6b
        }
        if (whole.isOver() || whole.countsAt(now)) {
            return List.of();
        }
        AgencyId own = messages.find(whole.message()).orElseThrow().agency();
        attachments.oneAtATime(partner, own);
        boolean countsByNow = attachments
                .find(whole.message(), whole.manifest().sha256())
                .filter(again -> again.countsAt(now))
                .isPresent();
        return countsByNow || fits(whole.manifest().length(), partner, own, now)
                ? List.of()
                : List.of(CaseworkProblem.OVER_QUOTA.at("/message/part")); // UC-10/5c
    }

    private boolean fits(long length, AgencyId partner, AgencyId own, Instant now) {
        return length + attachments.announcedBytes(partner, own, now)
                <= settings.evidenceUnderWay().toBytes();
    }

    /** The attachment that a message names, before any of its bytes came. */
    void announce(SignedHeaders headers, AttachmentManifest manifest, Instant now) {
        Instant longest = now.plus(COUNTS_FOR);
        Instant until = headers.notAfter().isBefore(longest) ? headers.notAfter() : longest;
        attachments.insert(Attachments.Attachment.announced(headers.id(), manifest, payloads.begin(), until));
    }

    void add(Part part, byte[] bytes, Instant now) {
        Attachments.Attachment whole =
                attachments.find(part.manifest(), part.attachment()).orElseThrow();
        if (!whole.isOver()) {
            payloads.piece(whole.payload(), part.index(), bytes);
            if (!whole.countsAt(now)) {
                attachments.countAgain(whole, now.plus(COUNTS_FOR));
            }
        }
    }

    /** What a rejected message announced is not expected; what comes of it all the same counts again. */
    void rejected(MessageId message) {
        attachments.countNoMore(message);
    }

    /** After a part was taken in: if it was the last one, puts the attachment together. */
    Effect assemble(Part part, Instant now) {
        Attachments.Attachment whole =
                attachments.lock(part.manifest(), part.attachment()).orElseThrow();
        if (whole.isOver()
                || payloads.pieceCount(whole.payload()) < whole.manifest().inParts()) {
            return new Effect.Done();
        }
        if (!assembling.tryAcquire()) {
            return new Effect.Busy();
        }
        try {
            assemble(whole, now);
            return new Effect.Done();
        } finally {
            assembling.release();
        }
    }

    private void assemble(Attachments.Attachment whole, Instant now) {
        // what there is to say is about the message with the manifest, under whose request it is looked for
        MessageRow manifest = messages.find(whole.message()).orElseThrow();
        Digest digest = payloads.finish(whole.payload());
        if (digest.equals(whole.manifest().sha256())) {
            attachments.complete(whole, now);
            announcements.say(
                    Happening.byGateway(manifest, "attachment.complete"),
                    Map.of(
                            "sha256",
                            digest.hex(),
                            "length",
                            String.valueOf(whole.manifest().length())),
                    now);
        } else {
            attachments.differs(whole, now);
            announcements.say(Happening.byGateway(manifest, "attachment.differs"), Map.of("sha256", digest.hex()), now);
            alerting.raise(manifest, "attachment-differs", now);
        }
    }

    private Optional<Attachments.Attachment> manifest(Part part, AgencyId partner) {
        return attachments
                .find(part.manifest(), part.attachment())
                .filter(found -> found.message().agency().equals(partner))
                .filter(found -> found.manifest().inParts() == part.count())
                .filter(found -> part.length() == expectedLength(found.manifest(), part.index()));
    }

    /** As many parts as its length needs: another number could never be complete. */
    private static boolean isWhole(AttachmentManifest manifest) {
        return manifest.inParts() == 0 || manifest.inParts() == Math.ceilDiv(manifest.length(), Part.SIZE);
    }

    private static long expectedLength(AttachmentManifest manifest, int index) {
        return Math.min(Part.SIZE, manifest.length() - (long) index * Part.SIZE);
    }
}
