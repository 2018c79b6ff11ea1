package org.comity.delivery.ports;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.comity.problems.ProblemType;

/** What a partner hears unsigned: a status and one problem (RFC 9457), without place or cause (ENV-16). */
public record CoarseProblem(int status, ProblemType type) {
    public static final String CONTENT_TYPE = "application/problem+json";

    public byte[] json() {
        return String.format(
                        Locale.ROOT,
                        "{\"type\":\"urn:comity:problem:%s\",\"title\":\"%s\",\"status\":%d}",
                        type.code(),
                        type.sentence(),
                        status)
                .getBytes(StandardCharsets.UTF_8);
    }
}
