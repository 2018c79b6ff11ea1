package org.comity.schemas;

import org.comity.messages.Acknowledgement;
import org.comity.schemas.v1.AcknowledgementElement;

/** {@code acknowledgement}. */
final class AcknowledgementMapping {

    private AcknowledgementMapping() {}

    static Acknowledgement read(AcknowledgementElement element) {
        return new Acknowledgement(ContentMapping.id(element.getRequest()), element.getReference());
    }

    static AcknowledgementElement write(Acknowledgement acknowledgement) {
        AcknowledgementElement element = new AcknowledgementElement();
        element.setRequest(acknowledgement.request().toString());
        element.setReference(acknowledgement.reference());
        return element;
    }
}
