package org.comity.schemas;

import java.util.Set;
import javax.xml.XMLConstants;
import org.comity.problems.SchemaProblem;
import org.xml.sax.Attributes;
import org.xml.sax.ContentHandler;
import org.xml.sax.Locator;
import org.xml.sax.SAXException;
import org.xml.sax.SAXParseException;
import org.xml.sax.ext.DefaultHandler2;

/**
 * Stands between parser and validator: keeps the place, and stops what is deeper, longer or more than any lawful document before
 * the validator spends time on it.
 */
final class Bounds extends DefaultHandler2 {
    /** Elements in each other; the schema needs 6. */
    static final int MOST_DEPTH = 64;
    /** Elements in all; the largest lawful request has a tenth of it. */
    static final int MOST_ELEMENTS = 200_000;
    /** UTF-16 units of one attribute value or one short text; the longest of the schema, a URL, has 2,000 characters. */
    static final int MOST_VALUE = 2_000;
    /** UTF-16 units of a narrative: the schema's 20,000 characters, all beyond the basic plane. */
    static final int MOST_TEXT = 40_000;
    /** Elements of the type narrative, which has no pattern; every other text is cut off before a pattern sees it (THREAT-14). */
    private static final Set<String> NARRATIVES = Set.of(
            "facts",
            "description",
            "linkToOffence",
            "necessity",
            "reason",
            "reasons",
            "intendedRequest",
            "instructions",
            "remarks",
            "text",
            "assistance",
            "demand",
            "information",
            "domesticBasis",
            "essentiality",
            "path",
            "person",
            "procedures",
            "reciprocity",
            "remark",
            "subject");

    private final Place place;
    private final Violations violations;
    private final ContentHandler next;
    private String root = "";
    private int elements;
    private int text;
    private int mostText = MOST_VALUE;

    Bounds(Place place, Violations violations, ContentHandler next) {
        this.place = place;
        this.violations = violations;
        this.next = next;
    }

    /** Before each document. */
    void expect(String rootElement) {
        root = rootElement;
        elements = 0;
        text = 0;
        place.clear();
        violations.clear();
    }

    @Override
    public void startElement(String uri, String local, String qualified, Attributes attributes) throws SAXException {
        if (place.depth() == 0) {
            checkRoot(uri, local);
        }
        place.enter(local);
        text = 0;
        mostText = NARRATIVES.contains(local) ? MOST_TEXT : MOST_VALUE;
        if (place.depth() > MOST_DEPTH || ++elements > MOST_ELEMENTS) {
            throw new StopReading(SchemaProblem.LIMIT.problem());
        }
        checkAttributes(attributes);
        next.startElement(uri, local, qualified, attributes);
    }

    @Override
    public void endElement(String uri, String local, String qualified) throws SAXException {
        if (place.hasMarkupInValue()) {
            violations.add(SchemaProblem.MARKUP_IN_VALUE);
        }
        next.endElement(uri, local, qualified);
        place.leave();
        text = 0;
    }

    @Override
    public void characters(char[] characters, int start, int length) throws SAXException {
        text += length;
        if (text > mostText) {
            throw new StopReading(SchemaProblem.LIMIT.at(place.toString()));
        }
        if (!new String(characters, start, length).isBlank()) {
            place.sawText();
        }
        next.characters(characters, start, length);
    }

    @Override
    public void comment(char[] characters, int start, int length) {
        place.sawMarkup();
    }

    @Override
    public void processingInstruction(String target, String data) {
        place.sawMarkup();
    }

    @Override
    public void fatalError(SAXParseException exception) throws SAXException {
        String message = String.valueOf(exception.getMessage());
        if (message.contains("DOCTYPE")) {
            throw new StopReading(SchemaProblem.DTD.problem());
        }
        if (message.contains("JAXP0001")) {
            throw new StopReading(SchemaProblem.LIMIT.problem());
        }
        throw new StopReading(
                (message.contains("&#") ? SchemaProblem.CHARACTER : SchemaProblem.MALFORMED).at(place.toString()));
    }

    private void checkRoot(String uri, String local) throws StopReading {
        if (!uri.equals(MessageSchema.NAMESPACE)) {
            throw new StopReading(SchemaProblem.VERSION.at("supported: " + MessageSchema.NAMESPACE));
        }
        if (!local.equals(root)) {
            throw new StopReading(SchemaProblem.OTHER_DOCUMENT.at("expected: " + root));
        }
    }

    private void checkAttributes(Attributes attributes) throws StopReading {
        for (int i = 0; i < attributes.getLength(); i++) {
            if (attributes.getValue(i).length() > MOST_VALUE) {
                throw new StopReading(SchemaProblem.LIMIT.at(place.toString()));
            }
            // THREAT-8: what an element is, the schema says, never the document
            boolean instance = XMLConstants.W3C_XML_SCHEMA_INSTANCE_NS_URI.equals(attributes.getURI(i));
            if (instance && !attributes.getLocalName(i).endsWith("chemaLocation")) {
                throw new StopReading(SchemaProblem.INVALID.at(place.below("@xsi:" + instanceName(attributes, i))));
            }
        }
    }

    private static String instanceName(Attributes attributes, int index) {
        String name = attributes.getLocalName(index);
        return name.equals("type") || name.equals("nil") ? name : "*";
    }

    @Override
    public void startDocument() throws SAXException {
        next.startDocument();
    }

    @Override
    public void endDocument() throws SAXException {
        next.endDocument();
    }

    @Override
    public void startPrefixMapping(String prefix, String uri) throws SAXException {
        next.startPrefixMapping(prefix, uri);
    }

    @Override
    public void endPrefixMapping(String prefix) throws SAXException {
        next.endPrefixMapping(prefix);
    }

    @Override
    public void ignorableWhitespace(char[] characters, int start, int length) throws SAXException {
        next.ignorableWhitespace(characters, start, length);
    }

    @Override
    public void setDocumentLocator(Locator locator) {
        next.setDocumentLocator(locator);
    }
}
