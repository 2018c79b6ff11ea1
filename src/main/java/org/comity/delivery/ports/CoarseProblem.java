package org.comity.delivery.ports;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.comity.problems.DeliveryProblem;
import org.comity.problems.ProblemType;

/**
 * What is said unsigned: a status and one problem (RFC 9457), without place or cause (ENV-16).
 *
 * @param type a URN of the catalogue, or {@code about:blank}: the status says it all
 */
public record CoarseProblem(int status, String type, String title) {
    public static final String CONTENT_TYPE = "application/problem+json";

    public CoarseProblem(int status, ProblemType problem) {
        this(status, "urn:comity:problem:" + problem.code(), problem.sentence());
    }

    static CoarseProblem plain(int status) {
        return new CoarseProblem(status, "about:blank", "The request cannot be answered.");
    }

    /** Of what the container refuses or gives up by itself. */
    static CoarseProblem toPartner(int status) {
        return switch (status) {
            case 404, 405 -> new CoarseProblem(404, DeliveryProblem.NOT_HERE);
            case 408 -> new CoarseProblem(status, DeliveryProblem.TOO_SLOW);
            case 413 -> new CoarseProblem(status, DeliveryProblem.TOO_LARGE);
            case 500, 503 -> new CoarseProblem(503, DeliveryProblem.UNAVAILABLE);
            default -> new CoarseProblem(400, DeliveryProblem.HEADERS_MISSING);
        };
    }

    public byte[] json() {
        return String.format(Locale.ROOT, "{\"type\":\"%s\",\"title\":\"%s\",\"status\":%d}", type, title, status)
                .getBytes(StandardCharsets.UTF_8);
    }
}
