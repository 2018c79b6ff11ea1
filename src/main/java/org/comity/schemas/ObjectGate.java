package org.comity.schemas;

import org.xml.sax.Attributes;
import org.xml.sax.ContentHandler;
import org.xml.sax.SAXException;
import org.xml.sax.helpers.XMLFilterImpl;

/**
 * Stands between validator and unmarshaller: an invalid value that the unmarshaller cannot take (it throws on numbers) closes the
 * gate, so that the validator still names every other violation.
 */
final class ObjectGate extends XMLFilterImpl {
    private final Violations violations;
    private boolean closed;

    ObjectGate(Violations violations, ContentHandler objects) {
        this.violations = violations;
        setContentHandler(objects);
    }

    @Override
    public void startDocument() throws SAXException {
        closed = false;
        super.startDocument();
    }

    @Override
    public void startElement(String uri, String local, String qualified, Attributes attributes) throws SAXException {
        pass(() -> super.startElement(uri, local, qualified, attributes));
    }

    @Override
    public void endElement(String uri, String local, String qualified) throws SAXException {
        pass(() -> super.endElement(uri, local, qualified));
    }

    @Override
    public void characters(char[] characters, int start, int length) throws SAXException {
        pass(() -> super.characters(characters, start, length));
    }

    @Override
    public void endDocument() throws SAXException {
        pass(super::endDocument);
    }

    private interface Event {
        void happen() throws SAXException;
    }

    private void pass(Event event) throws SAXException {
        if (closed) {
            return;
        }
        try {
            event.happen();
        } catch (IllegalArgumentException unreadable) {
            closed = true;
            violations.addUnlessNamed();
        }
    }
}
