package org.comity.casework;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.comity.envelope.Arrival;
import org.comity.envelope.OpenedMessage;
import org.comity.messages.Digest;
import org.comity.messages.MessageId;
import org.comity.partners.Fingerprint;
import org.comity.problems.CertificateProblem;
import org.comity.problems.Problem;
import org.comity.problems.ProblemType;
import org.comity.problems.SignatureProblem;
import org.comity.schemas.ValidMessage;

/** What bytes that came in turned out to be, before anything of them is stored. */
public sealed interface Reading {

    Arrival arrival();

    /** Opened, valid, and its attachments are those that it names. */
    @SuppressWarnings("ArrayRecordComponent") // never compared: evidence, kept to the byte
    record Understood(Arrival arrival, OpenedMessage opened, ValidMessage valid, byte[] raw) implements Reading {}

    /** The partner signed it and it cannot be accepted: a signed negative receipt says why. */
    record Objectionable(Arrival arrival, Optional<MessageId> id, Digest mic, List<Problem> problems)
            implements Reading {
        private static final Set<ProblemType> OF_THE_TIME =
                Set.of(SignatureProblem.STALE, SignatureProblem.FROM_THE_FUTURE);

        /** At another time of day there were no objection. */
        boolean isOfTheTimeAlone() {
            return problems.stream().map(Problem::type).allMatch(OF_THE_TIME::contains);
        }
    }

    /** Signed with a key that may be the partner's new one: a coarse answer, and the bytes are kept for a person to ask about. */
    @SuppressWarnings("ArrayRecordComponent") // never compared: evidence, kept to the byte
    record Unregistered(Arrival arrival, Fingerprint certificate, Digest mic, List<Problem> problems, byte[] raw)
            implements Reading {}

    /** Nobody's signature verified: only a coarse answer, and nothing is kept as theirs. */
    record Unreadable(Arrival arrival, List<Problem> problems) implements Reading {
        boolean isOutsideValidity() {
            return problems.stream().anyMatch(problem -> problem.type() == CertificateProblem.OUTSIDE_VALIDITY);
        }
    }
}
