package org.comity.envelope;

import java.security.SecureRandom;
import java.util.List;
import java.util.Optional;
import org.comity.envelope.cms.ClaimedSignature;
import org.comity.envelope.mime.Slice;
import org.comity.envelope.scan.ProblemFound;
import org.comity.messages.Digest;
import org.comity.messages.SignedHeaders;
import org.comity.partners.Allowances;
import org.comity.problems.CertificateProblem;
import org.comity.problems.Checked;
import org.comity.problems.EnvelopeProblem;
import org.comity.problems.Problem;
import org.comity.trust.CertificatePaths;
import org.comity.trust.OwnKeys;
import org.springframework.stereotype.Component;

/**
 * Opens envelopes: decrypt, verify, then ask what the signed headers say. Never throws for anything that a sender can send. A pure
 * function of bytes, arrival, keys and registry, so the same bytes can be opened again later. Safe for use by many threads.
 */
@Component
public final class Opener {
    private final OwnKeys keys;
    private final CertificatePaths paths;
    private final Acceptance acceptance;
    private final SecureRandom random = new SecureRandom();

    public Opener(OwnKeys keys, CertificatePaths paths, Acceptance acceptance) {
        this.keys = keys;
        this.paths = paths;
        this.acceptance = acceptance;
    }

    public Opening open(SealedEnvelope sealed, Arrival arrival) {
        try {
            Slice signedPart = decrypt(sealed, arrival);
            return verify(signedPart, sealed.isLegacy(), arrival);
        } catch (ProblemFound found) {
            return new Opening.Unverified(List.of(found.problem()));
        }
    }

    private Slice decrypt(SealedEnvelope sealed, Arrival arrival) throws ProblemFound {
        Allowances allowances = arrival.claimed().allowances();
        if (sealed.isLegacy() && !allowances.allowsLegacyEncryptionAt(arrival.now())) {
            // ENV-12: no downgrade without a dated decision (THREAT-33, THREAT-40, THREAT-87)
            throw new ProblemFound(EnvelopeProblem.LEGACY, "", "ENV-12");
        }
        return sealed.content().open(keys.decryption(arrival.own()), arrival.now(), random);
    }

    private Opening verify(Slice signedPart, boolean legacy, Arrival arrival) throws ProblemFound {
        SignedEntity entity;
        ClaimedSignature.Verified verified;
        try {
            entity = SignedEntity.read(signedPart);
            verified = entity.signature().verify(entity.content(), arrival.claimed(), paths, arrival.now());
        } catch (ProblemFound found) {
            Optional<Opening> perhapsNew = perhapsNew(signedPart, found, arrival);
            if (perhapsNew.isPresent()) {
                return perhapsNew.get();
            }
            // ENV-14: unauthenticated plaintext is an oracle: until its signature verifies, all its faults are one
            // (THREAT-33)
            throw legacy ? new ProblemFound(EnvelopeProblem.CANNOT_OPEN, "", "ENV-14") : found;
        }
        return accept(signedPart, entity, verified, arrival);
    }

    /** THREAT-74: asked only of what was turned down for its certificate alone. */
    private Optional<Opening> perhapsNew(Slice signedPart, ProblemFound found, Arrival arrival) throws ProblemFound {
        if (found.problem().type() != CertificateProblem.NOT_REGISTERED) {
            return Optional.empty();
        }
        SignedEntity entity = SignedEntity.read(signedPart);
        return entity.signature()
                .signerToAskAbout(entity.content(), arrival.claimed(), paths, arrival.now())
                .map(certificate -> new Opening.Unregistered(certificate, entity.mic(), List.of(found.problem())));
    }

    private Opening accept(Slice signedPart, SignedEntity entity, ClaimedSignature.Verified verified, Arrival arrival) {
        Digest mic = entity.mic();
        Checked<Parsed> parsed = parse(entity, arrival.claimed().allowances());
        List<Problem> problems = parsed.problems();
        Optional<SignedHeaders> headers = Optional.empty();
        if (parsed instanceof Checked.Passed<Parsed>(Parsed(var known, var content))) {
            headers = known;
            problems =
                    known.map(present -> acceptance.problems(present, arrival)).orElse(List.of());
            if (problems.isEmpty()) {
                return new Opening.Opened(new OpenedMessage(
                        headers, content, verified.signer(), verified.signingTime(), mic, signedPart));
            }
        }
        return new Opening.Verified(verified.signer(), headers, mic, problems);
    }

    private record Parsed(Optional<SignedHeaders> headers, SignedContent content) {}

    private static Checked<Parsed> parse(SignedEntity entity, Allowances allowances) {
        try {
            var mime = entity.content().entity();
            return HeaderForm.read(mime.headers(), allowances.signedHeaders()).then(headers -> {
                try {
                    return Checked.passed(new Parsed(headers, SignedContent.read(mime)));
                } catch (ProblemFound found) {
                    return Checked.failed(found.problem());
                }
            });
        } catch (ProblemFound found) {
            return Checked.failed(found.problem());
        }
    }
}
