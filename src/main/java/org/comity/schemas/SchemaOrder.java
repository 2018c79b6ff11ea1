package org.comity.schemas;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.xml.sax.Attributes;
import org.xml.sax.helpers.DefaultHandler;

/** What the schema files say about the children of each complex type: their order and their types. */
final class SchemaOrder extends DefaultHandler {
    private final Map<String, List<String>> children = new HashMap<>();
    private final Map<String, Map<String, String>> types = new HashMap<>();
    private final Map<String, String> bases = new HashMap<>();
    private @Nullable String current;

    @Override
    public void startElement(String uri, String local, String qualified, Attributes attributes) {
        String name = attributes.getValue("name");
        if (local.equals("complexType") && name != null) {
            current = name;
            children.put(name, new ArrayList<>());
            types.put(name, new HashMap<>());
        } else if (current != null) {
            inside(current, local, name, attributes);
        }
    }

    private void inside(String type, String local, @Nullable String name, Attributes attributes) {
        switch (local) {
            case "element" -> {
                if (name != null) {
                    children.getOrDefault(type, new ArrayList<>()).add(name);
                    types.getOrDefault(type, new HashMap<>()).put(name, String.valueOf(attributes.getValue("type")));
                }
            }
            case "extension" -> bases.put(type, attributes.getValue("base"));
            default -> {
                // annotations, attributes and groups say nothing about order
            }
        }
    }

    @Override
    public void endElement(String uri, String local, String qualified) {
        if (local.equals("complexType")) {
            current = null;
        }
    }

    /** Names of the children of {@code type}, those of its base first. */
    List<String> children(String type) {
        List<String> all = new ArrayList<>();
        if (bases.containsKey(type)) {
            all.addAll(children(bases.get(type)));
        }
        all.addAll(children.getOrDefault(type, List.of()));
        return all;
    }

    /** The type of a child; empty when the schema gives it none of its own name. */
    String typeOf(String type, String child) {
        String own = types.getOrDefault(type, Map.of()).get(child);
        if (own != null) {
            return own;
        }
        return bases.containsKey(type) ? typeOf(bases.get(type), child) : "";
    }
}
