package org.comity.schemas;

import static org.comity.schemas.CaseMapping.orEmpty;

import org.comity.messages.Preserved;
import org.comity.schemas.v1.PreservedElement;

/** {@code preserved}. */
final class PreservedMapping {

    private PreservedMapping() {}

    static Preserved read(PreservedElement element) {
        return new Preserved(
                ContentMapping.id(element.getRequest()),
                element.getFrom(),
                element.getUntil(),
                orEmpty(element.getHolderReference()),
                element.getItem(),
                orEmpty(element.getRest()));
    }

    static PreservedElement write(Preserved preserved) {
        PreservedElement element = new PreservedElement();
        element.setRequest(preserved.request().toString());
        element.setFrom(preserved.from());
        element.setUntil(preserved.until());
        element.setHolderReference(preserved.holderReference().isEmpty() ? null : preserved.holderReference());
        element.getItem().addAll(preserved.items());
        element.setRest(preserved.rest().isEmpty() ? null : preserved.rest());
        return element;
    }
}
