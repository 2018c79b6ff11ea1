package org.comity.schemas;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.Set;

/** Where in the document we are, as a path below the root in names of the schema: {@code preservationRequest/data[2]/period/from}. */
final class Place {
    /** Elements that may repeat; they carry their number, as the places that {@code law} names do. */
    private static final Set<String> REPEATED = Set.of(
            "offence",
            "data",
            "ground",
            "attachment",
            "enclosure",
            "problem",
            "link",
            "condition",
            "item",
            "use",
            "ipAddress",
            "account",
            "email",
            "telephone",
            "domain",
            "url",
            "wallet",
            "transaction",
            "imei",
            "imsi",
            "iccid",
            "mac",
            "asNumber",
            "iban",
            "mailMessage",
            "fileHash");
    /** Repeating names that are also names of single elements, told apart by their parent. */
    private static final Map<String, String> ONLY_BELOW =
            Map.of("email", "identifiers", "telephone", "identifiers", "account", "identifiers", "item", "result");

    private final MessageSchema schema;
    private final Deque<Frame> frames = new ArrayDeque<>();

    Place(MessageSchema schema) {
        this.schema = schema;
    }

    private static final class Frame {
        private final String step;
        private final Map<String, Integer> children = new HashMap<>();
        private boolean text;
        private boolean markup;

        Frame(String step) {
            this.step = step;
        }
    }

    void enter(String name) {
        Frame parent = frames.peek();
        frames.push(new Frame(parent == null ? "" : step(parent, known(name))));
    }

    void leave() {
        frames.pop();
    }

    int depth() {
        return frames.size();
    }

    void clear() {
        frames.clear();
    }

    void sawText() {
        if (!frames.isEmpty()) {
            frames.element().text = true;
        }
    }

    void sawMarkup() {
        if (!frames.isEmpty()) {
            frames.element().markup = true;
        }
    }

    /** Whether the current element has both a value and a comment or processing instruction. */
    boolean hasMarkupInValue() {
        Frame frame = frames.peek();
        return frame != null && frame.text && frame.markup;
    }

    /** A name of the schema, or an asterisk for what the sender made up. */
    String known(String name) {
        return schema.declares(name) ? name : "*";
    }

    String below(String step) {
        String here = toString();
        return here.isEmpty() ? step : here + "/" + step;
    }

    /** A step at the place of the current element's parent. */
    String beside(String step) {
        String here = toString();
        int slash = here.lastIndexOf('/');
        return slash < 0 ? step : here.substring(0, slash + 1) + step;
    }

    /** Whether the current element is one that the sender made up. */
    boolean isUnknown() {
        Frame frame = frames.peek();
        return frame == null || frame.step.equals("*");
    }

    private static String step(Frame parent, String name) {
        String only = ONLY_BELOW.get(name);
        if (!REPEATED.contains(name) || (only != null && !parent.step.equals(only))) {
            return name;
        }
        return name + "[" + parent.children.merge(name, 1, Integer::sum) + "]";
    }

    @Override
    public String toString() {
        StringBuilder path = new StringBuilder();
        for (Iterator<Frame> steps = frames.descendingIterator(); steps.hasNext(); ) {
            String step = steps.next().step;
            path.append(path.isEmpty() || step.isEmpty() ? "" : "/").append(step);
        }
        return path.toString();
    }
}
