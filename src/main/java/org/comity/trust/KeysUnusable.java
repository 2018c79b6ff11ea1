package org.comity.trust;

import java.util.List;

/** The key files cannot be used as they are; says everything that is wrong with them at once, each with where and what to do. */
public final class KeysUnusable extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final List<String> troubles;

    KeysUnusable(List<String> troubles) {
        super(String.join("; ", troubles));
        this.troubles = List.copyOf(troubles);
    }

    KeysUnusable(String trouble, Throwable cause) {
        super(trouble, cause);
        this.troubles = List.of(trouble);
    }

    /** One sentence each, without secrets. */
    public List<String> troubles() {
        return troubles;
    }
}
