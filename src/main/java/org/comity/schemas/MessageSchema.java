package org.comity.schemas;

import java.io.IOException;
import java.io.InputStream;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.transform.Source;
import javax.xml.transform.stream.StreamSource;
import javax.xml.validation.Schema;
import javax.xml.validation.SchemaFactory;
import org.comity.problems.GatewayBug;
import org.w3c.dom.ls.DOMImplementationLS;
import org.w3c.dom.ls.LSInput;
import org.xml.sax.Attributes;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;
import org.xml.sax.helpers.DefaultHandler;

/**
 * The schema of one version, compiled from the jar only, and the names that it declares. Problems name places by these names
 * alone, so that nothing a sender invents is ever repeated.
 */
final class MessageSchema {
    static final String NAMESPACE = "urn:comity:message:1";
    private static final String FOLDER = "/schemas/v1/";
    private static final List<String> FILES = List.of(
            "types.xsd",
            "identifiers.xsd",
            "requests.xsd",
            "preservation-request.xsd",
            "assistance-request.xsd",
            "answers.xsd",
            "transport.xsd",
            "message.xsd");

    private final Schema schema;
    private final Set<String> names;

    MessageSchema() {
        this.schema = compile();
        this.names = declaredNames();
    }

    Schema schema() {
        return schema;
    }

    boolean declares(String name) {
        return names.contains(name);
    }

    private static Schema compile() {
        try {
            SchemaFactory factory = SchemaFactory.newDefaultInstance();
            factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
            factory.setProperty(XMLConstants.ACCESS_EXTERNAL_DTD, "");
            // Only the scheme of our own resolver: THREAT-7, schemas come from the jar alone
            factory.setProperty(XMLConstants.ACCESS_EXTERNAL_SCHEMA, "comity");
            var documents = (DOMImplementationLS) DocumentBuilderFactory.newDefaultInstance()
                    .newDocumentBuilder()
                    .getDOMImplementation();
            factory.setResourceResolver(
                    (type, namespace, publicId, systemId, baseUri) -> included(documents, systemId));
            Source root = new StreamSource(open("message.xsd"), "comity:/message.xsd");
            return factory.newSchema(root);
        } catch (SAXException | ParserConfigurationException broken) {
            throw new GatewayBug("the schemas in the jar compile", broken);
        }
    }

    /** What the files say about the order of elements. */
    static SchemaOrder order() {
        SchemaOrder order = new SchemaOrder();
        readFiles(order);
        return order;
    }

    private static Set<String> declaredNames() {
        Set<String> names = new HashSet<>();
        DefaultHandler collector = new DefaultHandler() {
            @Override
            public void startElement(String uri, String local, String qualified, Attributes attributes) {
                String name = attributes.getValue("name");
                if (name != null && (local.equals("element") || local.equals("attribute"))) {
                    names.add(name);
                }
            }
        };
        readFiles(collector);
        return Set.copyOf(names);
    }

    private static void readFiles(DefaultHandler collector) {
        for (String file : FILES) {
            try (InputStream stream = open(file)) {
                HardenedParser.newReader(collector).parse(new InputSource(stream));
            } catch (IOException | SAXException | ParserConfigurationException broken) {
                throw new GatewayBug("the schemas in the jar can be read", broken);
            }
        }
    }

    private static InputStream open(String file) {
        InputStream stream = FILES.contains(file) ? MessageSchema.class.getResourceAsStream(FOLDER + file) : null;
        if (stream == null) {
            throw new GatewayBug("the jar has schemas/v1/" + file);
        }
        return stream;
    }

    /** An included schema file, found in the jar by its bare name. */
    private static LSInput included(DOMImplementationLS documents, String systemId) {
        String file = systemId.substring(systemId.lastIndexOf('/') + 1);
        LSInput input = documents.createLSInput();
        input.setSystemId("comity:/" + file);
        input.setByteStream(open(file));
        return input;
    }
}
