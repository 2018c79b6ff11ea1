package org.comity.schemas;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.xml.parsers.ParserConfigurationException;
import org.comity.problems.Checked;
import org.comity.problems.Problem;
import org.comity.problems.SchemaProblem;
import org.springframework.stereotype.Component;
import org.xml.sax.Attributes;
import org.xml.sax.SAXException;
import org.xml.sax.helpers.DefaultHandler;

/**
 * A document as its texts, each under its place ({@code preservationRequest/data[2]/period/from}, {@code @to}): what a form fills in,
 * what a page shows, and what the places of problems point at.
 *
 * <p>Bounded and hardened as every reading is, but <em>not validated</em>: a draft may be incomplete or wrong, and what it may become
 * is decided by {@link MessageXml} alone. Elements and attributes that the schema does not know are left out.
 */
@Component
public final class DocumentTexts {
    /** Elements that say something by being there; their text here is {@value #THERE}. */
    static final Set<String> MARKS =
            Set.of("noneKnown", "extension", "accepted", "refused", "postponed", "conditional");

    private static final String THERE = "true";

    private final MessageSchema schema = new MessageSchema();
    private final SchemaOrder order = MessageSchema.order();

    /** The texts of a submission, finished or not, in the order of the document. */
    public Checked<Map<String, String>> readSubmission(byte[] xml) {
        return read(xml, "submission");
    }

    /** The texts of a message. */
    public Checked<Map<String, String>> readMessage(byte[] xml) {
        return read(xml, "message");
    }

    /** A submission of {@code texts} in the order of the schema; blank ones are left out, and so are groups that hold nothing else. */
    public byte[] writeSubmission(Map<String, String> texts) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(8 * 1024);
        new TextTree(order, texts).write("submission", bytes);
        return bytes.toByteArray();
    }

    private Checked<Map<String, String>> read(byte[] xml, String root) {
        return XmlText.decode(xml).then(text -> {
            Place place = new Place(schema);
            Violations violations = new Violations(place);
            Gathering gathering = new Gathering(place);
            Bounds bounds = new Bounds(place, violations, gathering);
            bounds.expect(root);
            try {
                HardenedParser.newReader(bounds).parse(HardenedParser.source(text));
            } catch (StopReading stop) {
                return Checked.failed(stop.problem());
            } catch (SAXException | IOException | ParserConfigurationException broken) {
                Problem malformed = SchemaProblem.MALFORMED.problem();
                return Checked.failed(List.of(malformed));
            }
            return Checked.passed(gathering.texts);
        });
    }

    /** Keeps every attribute and the text of every element without children. */
    private static final class Gathering extends DefaultHandler {
        private final Place place;
        private final Map<String, String> texts = new LinkedHashMap<>();
        private final StringBuilder text = new StringBuilder();
        private boolean leaf;

        Gathering(Place place) {
            this.place = place;
        }

        @Override
        public void startElement(String uri, String local, String qualified, Attributes attributes) {
            for (int i = 0; i < attributes.getLength(); i++) {
                keep(place.below("@" + place.known(attributes.getLocalName(i))), attributes.getValue(i));
            }
            text.setLength(0);
            leaf = true;
        }

        @Override
        public void characters(char[] characters, int start, int length) {
            text.append(characters, start, length);
        }

        @Override
        public void endElement(String uri, String local, String qualified) {
            if (leaf) {
                keep(
                        place.toString(),
                        MARKS.contains(local) ? THERE : text.toString().strip());
            }
            text.setLength(0);
            leaf = false;
        }

        private void keep(String where, String value) {
            if (!where.contains("*") && !where.isEmpty()) {
                texts.put(where, value);
            }
        }
    }
}
