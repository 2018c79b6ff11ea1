package org.comity;

import java.io.ObjectInputFilter;

/**
 * What is set in this process before anything else runs. What only a launcher can set, {@link Surroundings} looks at.
 */
final class Hardening {
    private Hardening() {}

    static void ofThisProcess() {
        // nothing here reads serialised objects, so nothing may (THREAT-102); a second call finds the filter set
        if (ObjectInputFilter.Config.getSerialFilter() == null) {
            ObjectInputFilter.Config.setSerialFilter(ObjectInputFilter.Config.createFilter("!*"));
        }
        boundXml();
    }

    /** For the parsers of libraries; the one for messages is stricter by itself (schemas.HardenedParser). */
    private static void boundXml() {
        System.setProperty("jdk.xml.elementAttributeLimit", "200"); // an element of a configuration file has a dozen
        System.setProperty("jdk.xml.entityExpansionLimit", "100"); // JDK: 2,500
        System.setProperty("jdk.xml.totalEntitySizeLimit", "100000"); // characters; JDK: 100,000 since 24, before 5e7
        System.setProperty("jdk.xml.maxGeneralEntitySizeLimit", "10000"); // characters; JDK: unbounded before 24
        System.setProperty("jdk.xml.maxElementDepth", "200"); // JDK: unbounded before 24
        System.setProperty("javax.xml.accessExternalDTD", "");
        System.setProperty("javax.xml.accessExternalSchema", "");
        System.setProperty("javax.xml.accessExternalStylesheet", "");
    }
}
