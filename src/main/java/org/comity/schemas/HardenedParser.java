package org.comity.schemas;

import javax.xml.XMLConstants;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.parsers.SAXParserFactory;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;
import org.xml.sax.XMLReader;
import org.xml.sax.ext.DefaultHandler2;
import org.xml.sax.helpers.DefaultHandler;

/** The one way to an XML parser: no DTD, no external entity, no XInclude, and the limits of the JDK well below its defaults. */
final class HardenedParser {
    private static final String DISALLOW_DOCTYPE = "http://apache.org/xml/features/disallow-doctype-decl";
    private static final String LEXICAL = "http://xml.org/sax/properties/lexical-handler";
    /** Attributes per element; the schema needs 7. */
    private static final String ATTRIBUTES = "jdk.xml.elementAttributeLimit";

    private HardenedParser() {}

    static XMLReader newReader(DefaultHandler handler) throws SAXException, ParserConfigurationException {
        SAXParserFactory factory = SAXParserFactory.newDefaultInstance();
        factory.setNamespaceAware(true);
        factory.setXIncludeAware(false);
        factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
        factory.setFeature(DISALLOW_DOCTYPE, true);
        XMLReader reader = factory.newSAXParser().getXMLReader();
        reader.setProperty(XMLConstants.ACCESS_EXTERNAL_DTD, "");
        reader.setProperty(XMLConstants.ACCESS_EXTERNAL_SCHEMA, "");
        reader.setProperty(ATTRIBUTES, "50");
        reader.setEntityResolver((publicId, systemId) -> {
            throw new SAXException("external entities are never resolved");
        });
        reader.setContentHandler(handler);
        reader.setErrorHandler(handler);
        if (handler instanceof DefaultHandler2 lexical) {
            reader.setProperty(LEXICAL, lexical);
        }
        return reader;
    }

    static InputSource source(String text) {
        return new InputSource(new java.io.StringReader(text));
    }
}
