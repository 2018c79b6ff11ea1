package org.comity.faults.check;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** What is wrong, by kind. */
public final class Findings {
    /** Shown of one kind; all are counted. */
    private static final int SHOWN = 12;

    private final Map<Kind, List<String>> all = new EnumMap<>(Kind.class);

    /** What can be wrong. */
    public enum Kind {
        /** The outside was told that it is accepted or delivered, and it is not there. */
        LOST,
        /** It had its effect twice. */
        DUPLICATED,
        /** It came before what was said before it in the same matter. */
        OUT_OF_ORDER,
        /** A receipt that openssl does not verify, or that is not for its message and its bytes. */
        RECEIPT_WRONG,
        /** Something waits, and neither an errand nor a person nor a clock will move it. */
        STUCK,
        /** A clock that is missing or there twice, that acted before its time or will act after it, or a hold that ends when nobody said. */
        CLOCK_WRONG,
        /** It was set aside for a person, and nothing that was done to its gateway was the reason. */
        WRONGLY_PARKED,
        /** The journal has a gap, or leaves that nobody numbered. */
        JOURNAL_BROKEN
    }

    void add(Kind kind, String what) {
        all.computeIfAbsent(kind, first -> new ArrayList<>()).add(what);
    }

    public int count(Kind kind) {
        return all.getOrDefault(kind, List.of()).size();
    }

    public List<String> of(Kind kind) {
        return Collections.unmodifiableList(all.getOrDefault(kind, List.of()));
    }

    public boolean isEmpty() {
        return all.isEmpty();
    }

    /** {@code lost=0 duplicated=0 ...} */
    public String counts() {
        return java.util.Arrays.stream(Kind.values())
                .map(kind -> kind.name().toLowerCase(Locale.ROOT) + "=" + count(kind))
                .collect(Collectors.joining(" "));
    }

    @Override
    public String toString() {
        return all.entrySet().stream()
                .map(kind -> kind.getKey() + ":\n  "
                        + kind.getValue().stream().limit(SHOWN).collect(Collectors.joining("\n  ")))
                .collect(Collectors.joining("\n", counts() + "\n", ""));
    }
}
