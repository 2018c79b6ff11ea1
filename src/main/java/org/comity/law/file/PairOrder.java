package org.comity.law.file;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.comity.law.StatePair;

/** {@code US-JP} and {@code JP-US} are one pair: a file overrides what is shipped in whichever order it names the two. */
final class PairOrder {
    private static final String PAIRS = "relationships";

    private PairOrder() {}

    static Entry.Branch alphabetical(Entry.Branch file, List<Mistake> mistakes) {
        if (!(file.fields().get(PAIRS) instanceof Entry.Branch pairs)) {
            return file;
        }
        Map<String, Entry> ordered = new LinkedHashMap<>();
        pairs.fields().forEach((name, entry) -> {
            Entry earlier = ordered.put(alphabetical(name), entry);
            if (earlier != null) {
                mistakes.add(new Mistake(
                        entry.line().file(),
                        entry.line().number(),
                        PAIRS + "." + name,
                        "is the same pair as the one on line " + earlier.line().number()
                                + ", in the other order: put both into one"));
            }
        });
        Map<String, Entry> all = new LinkedHashMap<>(file.fields());
        all.put(PAIRS, new Entry.Branch(ordered, pairs.line()));
        return new Entry.Branch(all, file.line());
    }

    private static String alphabetical(String name) {
        try {
            return StatePair.parse(name).toString();
        } catch (IllegalArgumentException notAPair) {
            return name; // told where the pair is read
        }
    }
}
