package org.comity.desk.api;

import java.util.UUID;
import org.comity.messages.Digest;
import org.comity.messages.MessageId;
import org.comity.problems.DeskProblem;

/** Ids in paths. What has not the form of an id is answered like what does not exist (THREAT-91). */
final class Ids {
    private Ids() {}

    static MessageId message(String text) {
        return MessageId.parse(text).orElseThrow(() -> ProblemsMet.of(DeskProblem.NOT_FOUND.problem()));
    }

    static Digest digest(String text) {
        try {
            return new Digest(text);
        } catch (IllegalArgumentException notADigest) {
            throw ProblemsMet.of(DeskProblem.NOT_FOUND.problem());
        }
    }

    static UUID uuid(String text) {
        try {
            return UUID.fromString(text);
        } catch (IllegalArgumentException notAnId) {
            throw ProblemsMet.of(DeskProblem.NOT_FOUND.problem());
        }
    }
}
