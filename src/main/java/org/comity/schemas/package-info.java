/**
 * From bytes to a message and back: the XSD of {@code schemas/v1}, and the mapping between XML and {@code Message}.
 *
 * <p>Promises: a {@link org.comity.schemas.ValidMessage} is made here and nowhere else, from a document that is UTF-8, without
 * DTD, within bounds, valid against the schema in the jar, and says the same of itself as the signed headers. Nothing is ever
 * fetched: no entity, no XInclude, no schema location. Every violation is named at once by its place; values are never repeated.
 *
 * <p>One pass: a hardened SAX parser feeds {@code Bounds} (limits, place), the validator and the JAXB unmarshaller in turn. The
 * generated classes of {@code org.comity.schemas.v1} stay inside this module; one mapping class per kind turns them into records.
 *
 * <p>Sources: XML 1.0, XML Schema 1.0, RFC 3339; THREATS 1 to 12, 14, 16, 17; {@code schemas/README.md}.
 */
@ApplicationModule(
        displayName = "Schemas",
        allowedDependencies = {"messages", "partners", "law", "problems"})
@NullMarked
package org.comity.schemas;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
