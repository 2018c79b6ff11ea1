package org.comity.schemas;

import jakarta.xml.bind.JAXBContext;
import jakarta.xml.bind.JAXBElement;
import jakarta.xml.bind.JAXBException;
import jakarta.xml.bind.Unmarshaller;
import jakarta.xml.bind.UnmarshallerHandler;
import java.io.IOException;
import java.util.List;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.validation.ValidatorHandler;
import org.comity.problems.Checked;
import org.comity.problems.GatewayBug;
import org.comity.problems.Problem;
import org.comity.problems.SchemaProblem;
import org.xml.sax.SAXException;
import org.xml.sax.XMLReader;

/**
 * Parser, bounds, validator and unmarshaller in one line, each feeding the next: one pass over the text. Not for two threads at
 * once; made once and used again, since making one costs more than reading with it.
 */
final class DocumentReader {
    private final Violations violations;
    private final Bounds bounds;
    private final XMLReader parser;
    private final UnmarshallerHandler objects;

    DocumentReader(MessageSchema schema, JAXBContext context) {
        Place place = new Place(schema);
        violations = new Violations(place);
        try {
            Unmarshaller unmarshaller = context.createUnmarshaller();
            unmarshaller.setEventHandler(event -> {
                violations.addUnlessNamed();
                return true;
            });
            objects = unmarshaller.getUnmarshallerHandler();
            ValidatorHandler validator = schema.schema().newValidatorHandler();
            validator.setErrorHandler(violations);
            // THREAT-7: a schema location in the document is a hint that nobody follows
            validator.setResourceResolver((type, namespace, publicId, systemId, baseUri) -> {
                throw new GatewayBug("validating never resolves anything");
            });
            validator.setContentHandler(new ObjectGate(violations, objects));
            bounds = new Bounds(place, violations, validator);
            parser = HardenedParser.newReader(bounds);
        } catch (JAXBException | SAXException | ParserConfigurationException broken) {
            throw new GatewayBug("a hardened parser can be made", broken);
        }
    }

    /** The root's generated class, or every violation. */
    <E> Checked<E> read(String text, String root, Class<E> type) {
        bounds.expect(root);
        try {
            parser.parse(HardenedParser.source(text));
        } catch (StopReading stop) {
            return Checked.failed(and(violations.all(), stop.problem()));
        } catch (SAXException | IOException broken) {
            return Checked.failed(and(violations.all(), SchemaProblem.MALFORMED.problem()));
        }
        List<Problem> found = violations.all();
        return found.isEmpty() ? Checked.passed(result(type)) : Checked.failed(found);
    }

    private <E> E result(Class<E> type) {
        try {
            Object result = objects.getResult();
            return type.cast(result instanceof JAXBElement<?> element ? element.getValue() : result);
        } catch (JAXBException incomplete) {
            throw new GatewayBug("a valid document has an object", incomplete);
        }
    }

    private static List<Problem> and(List<Problem> problems, Problem last) {
        return java.util.stream.Stream.concat(problems.stream(), java.util.stream.Stream.of(last))
                .toList();
    }
}
