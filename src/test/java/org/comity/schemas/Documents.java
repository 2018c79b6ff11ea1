package org.comity.schemas;

/** Small documents to start from. */
final class Documents {
    static final String ID = "01980a4e-5b1c-7c3e-9a44-3f1d2c5b6a70@jp-npa";

    private Documents() {}

    static String message(String content) {
        return "<message xmlns=\"urn:comity:message:1\" id=\"" + ID
                + "\" from=\"jp-npa\" to=\"us-example-poc\" created=\"2026-11-23T00:00:00Z\""
                + " notAfter=\"2026-11-24T00:00:00Z\">" + content + "</message>";
    }

    /** A preservation request, incomplete but valid, with these identifiers. */
    static String requestWith(String identifiers) {
        return message("<preservationRequest><reference>R</reference>"
                + "<requested><organisation>O</organisation></requested>"
                + "<data category=\"TRA\"><identifiers>" + identifiers + "</identifiers></data>"
                + "<urgency><level>ROUTINE</level></urgency></preservationRequest>");
    }
}
