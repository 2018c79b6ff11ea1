/**
 * What agencies say to each other: the message, its closed set of kinds, and the identifiers by which data can be found.
 *
 * <p>A message is immutable and means what its sender signed. Types here are free of XML, CMS and storage. A request kind may hold
 * an incomplete request on purpose: {@code law} names every missing item at once, with its rule.
 */
@ApplicationModule(
        displayName = "Messages",
        allowedDependencies = {"partners", "law", "problems"})
@NullMarked
package org.comity.messages;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
