package org.comity;

import java.util.List;

/** The gateway does not open its ports; says everything that is missing at once, each with its remedy. */
final class CannotStart extends RuntimeException {
    private static final long serialVersionUID = 1;

    CannotStart(List<String> missing) {
        super("The gateway does not start:\n  - " + String.join("\n  - ", missing));
    }
}
