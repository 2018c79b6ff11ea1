package org.comity.schemas;

import java.io.OutputStream;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;
import org.comity.problems.GatewayBug;

/** Texts by place, put in each other as elements and written in the order of the schema. */
final class TextTree {
    private final SchemaOrder order;
    private final Node root = new Node();

    /** A step without its number and the number, 0 if it has none. */
    private record Step(String name, int number) {
        static Step of(String text) {
            int bracket = text.indexOf('[');
            return bracket < 0
                    ? new Step(text, 0)
                    : new Step(text.substring(0, bracket), Integer.parseInt(text, bracket + 1, text.length() - 1, 10));
        }
    }

    private static final class Node {
        private String text = "";
        private final Map<String, String> attributes = new TreeMap<>();
        private final Map<Step, Node> children = new LinkedHashMap<>();
    }

    TextTree(SchemaOrder order, Map<String, String> texts) {
        this.order = order;
        texts.forEach((place, text) -> {
            if (!text.isBlank()) {
                put(place, text);
            }
        });
    }

    private void put(String place, String text) {
        Node node = root;
        for (String step : place.split("/", -1)) {
            if (step.startsWith("@")) {
                node.attributes.put(step.substring(1), text);
                return;
            }
            node = node.children.computeIfAbsent(Step.of(step), unseen -> new Node());
        }
        node.text = text;
    }

    void write(String name, OutputStream bytes) {
        try {
            XMLStreamWriter xml = XMLOutputFactory.newDefaultFactory().createXMLStreamWriter(bytes, "UTF-8");
            xml.writeStartDocument("UTF-8", "1.0");
            xml.setDefaultNamespace(MessageSchema.NAMESPACE);
            write(xml, name, name, root, 0);
            xml.writeEndDocument();
            xml.close();
        } catch (XMLStreamException broken) {
            throw new GatewayBug("a tree of texts can be written", broken);
        }
    }

    private void write(XMLStreamWriter xml, String name, String type, Node node, int depth) throws XMLStreamException {
        xml.writeCharacters("\n" + "  ".repeat(depth));
        xml.writeStartElement(name);
        if (depth == 0) {
            xml.writeDefaultNamespace(MessageSchema.NAMESPACE);
        }
        for (Map.Entry<String, String> attribute : node.attributes.entrySet()) {
            xml.writeAttribute(attribute.getKey(), attribute.getValue());
        }
        if (node.children.isEmpty()) {
            xml.writeCharacters(DocumentTexts.MARKS.contains(name) ? "" : node.text);
        } else {
            List<String> names = order.children(type);
            List<Step> steps = node.children.keySet().stream()
                    .sorted(Comparator.<Step>comparingInt(step -> names.indexOf(step.name()))
                            .thenComparingInt(Step::number))
                    .toList();
            for (Step step : steps) {
                write(xml, step.name(), order.typeOf(type, step.name()), child(node, step), depth + 1);
            }
            xml.writeCharacters("\n" + "  ".repeat(depth));
        }
        xml.writeEndElement();
    }

    private static Node child(Node node, Step step) {
        Node child = node.children.get(step);
        if (child == null) {
            throw new GatewayBug("a step comes from the map");
        }
        return child;
    }
}
