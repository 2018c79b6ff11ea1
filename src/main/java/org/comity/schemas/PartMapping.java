package org.comity.schemas;

import org.comity.messages.Digest;
import org.comity.messages.Part;
import org.comity.schemas.v1.PartElement;

/** {@code part}. */
final class PartMapping {

    private PartMapping() {}

    static Part read(PartElement element) {
        return new Part(
                ContentMapping.id(element.getManifest()),
                new Digest(element.getAttachment()),
                element.getIndex(),
                element.getCount(),
                element.getLength());
    }

    static PartElement write(Part part) {
        PartElement element = new PartElement();
        element.setManifest(part.manifest().toString());
        element.setAttachment(part.attachment().hex());
        element.setIndex(part.index());
        element.setCount(part.count());
        element.setLength(part.length());
        return element;
    }
}
