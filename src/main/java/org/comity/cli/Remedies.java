package org.comity.cli;

import org.comity.problems.Catalogue;

/** What a stored problem code says and what to do about it. */
final class Remedies {
    private Remedies() {}

    static String of(String code) {
        return Catalogue.find(code)
                .map(type -> type.sentence() + "\n  " + type.remedy())
                .orElse("See docs/problems.md.");
    }
}
