package org.comity.delivery.as2;

import java.util.List;
import org.comity.delivery.ports.CoarseProblem;
import org.comity.envelope.CoarseAnswer;
import org.comity.envelope.Receipt;
import org.comity.problems.DeliveryProblem;
import org.comity.problems.Problem;
import org.comity.problems.ProblemType;

/** What a partner hears at once (docs/delivery.md). */
public final class Answer {
    private final int status;
    private final String contentType;
    private final byte[] body;

    private Answer(int status, String contentType, byte[] body) {
        this.status = status;
        this.contentType = contentType;
        this.body = body;
    }

    /** A signed receipt, positive or negative: final for its sender. */
    static Answer receipt(Receipt receipt) {
        return new Answer(200, receipt.contentType(), receipt.body());
    }

    /** The receipt follows by a POST of ours. */
    static Answer receiptFollows() {
        return new Answer(202, "text/plain", new byte[0]);
    }

    /** Unsigned and coarse: its sender tries again a few times, then asks a person. */
    static Answer problem(List<Problem> problems) {
        return switch (problems.getFirst().type()) {
            case DeliveryProblem type -> unsigned(status(type), type);
            default -> coarse(CoarseAnswer.of(problems));
        };
    }

    /** A posted receipt was verified and recorded. */
    static Answer thanks() {
        return new Answer(200, "text/plain", new byte[0]);
    }

    /** We are unwell: nothing is acknowledged, the sender tries again (THREAT-121). */
    static Answer unavailable() {
        return unsigned(503, DeliveryProblem.UNAVAILABLE); // DEL-10
    }

    int status() {
        return status;
    }

    String contentType() {
        return contentType;
    }

    byte[] body() {
        return body;
    }

    private static Answer coarse(CoarseAnswer answer) {
        return unsigned(answer.status(), answer.problem());
    }

    private static int status(DeliveryProblem type) {
        return switch (type) {
            case TOO_LARGE -> 413;
            case TOO_SLOW -> 408;
            case CHANNEL_MISMATCH -> 403;
            case NOT_HERE -> 404;
            case BUSY -> 429;
            case SUSPENDED, UNAVAILABLE -> 503;
            default -> 400;
        };
    }

    private static Answer unsigned(int status, ProblemType type) {
        return new Answer(status, CoarseProblem.CONTENT_TYPE, new CoarseProblem(status, type).json());
    }
}
