package org.comity.schemas;

import jakarta.xml.bind.JAXBContext;
import jakarta.xml.bind.JAXBElement;
import jakarta.xml.bind.JAXBException;
import jakarta.xml.bind.Marshaller;
import java.io.ByteArrayOutputStream;
import org.comity.problems.GatewayBug;

/** Writes generated objects as UTF-8 XML, indented for the people who read evidence. */
final class XmlWriter {

    private XmlWriter() {}

    static byte[] write(JAXBContext context, JAXBElement<?> root) {
        try {
            Marshaller marshaller = context.createMarshaller();
            marshaller.setProperty(Marshaller.JAXB_FORMATTED_OUTPUT, true);
            ByteArrayOutputStream bytes = new ByteArrayOutputStream(8 * 1024);
            marshaller.marshal(root, bytes);
            return bytes.toByteArray();
        } catch (JAXBException broken) {
            throw new GatewayBug("generated objects can be written", broken);
        }
    }
}
