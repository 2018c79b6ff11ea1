package org.comity.envelope;

import java.util.List;
import java.util.Optional;
import org.comity.messages.Digest;
import org.comity.messages.SignedHeaders;
import org.comity.partners.Fingerprint;
import org.comity.problems.Problem;
import org.comity.trust.TrustedSigner;

/** What became of opening an envelope. Each case is a kind of answer (docs/protocol.md). */
public sealed interface Opening {

    /** Decrypted, verified, for us, fresh: on to the document. */
    record Opened(OpenedMessage message) implements Opening {}

    /** No signature of the claimed partner was verified: whoever sent it learns a coarse problem, unsigned, and nothing is stored as theirs. */
    record Unverified(List<Problem> problems) implements Opening {
        public Unverified {
            problems = List.copyOf(problems);
        }
    }

    /**
     * Signed with a certificate that the partner has not registered, though an authority of its profile issued it: perhaps its new one. For the
     * answer it is like {@link Unverified}; the bytes may be kept until somebody has called the partner back.
     */
    record Unregistered(Fingerprint certificate, Digest mic, List<Problem> problems) implements Opening {
        public Unregistered {
            problems = List.copyOf(problems);
        }
    }

    /**
     * The partner did sign this, and it cannot be accepted: a signed negative receipt says why.
     *
     * @param headers empty if they are what is broken, or are excused
     */
    record Verified(TrustedSigner signer, Optional<SignedHeaders> headers, Digest mic, List<Problem> problems)
            implements Opening {
        public Verified {
            problems = List.copyOf(problems);
        }
    }
}
