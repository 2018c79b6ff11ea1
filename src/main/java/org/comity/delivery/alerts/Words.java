package org.comity.delivery.alerts;

import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.comity.journal.AlertRows;

/**
 * What an alert says: a cause from our own list and ids, never content, so that it may pass any mail server.
 *
 * @param alert and {@code call}, its number, together name this call: a receiver that hears it twice knows
 * @param subject one line
 */
record Words(String alert, int call, String cause, String subject, String text) {

    private static final String NO_APPROVER =
            "No approver who can let it go is on duty. You are called to find one.\n\n";

    /** What acknowledging does beyond ending the calls. */
    private static final Map<String, String> REMARKS = Map.of(
            "clock-stepped",
            "To acknowledge it says that the gateway's time is right, and after a restore that the partners have sent again: holds"
                    + " that are over end with that. Call the operator, who decides.\n\n");

    static Words of(AlertRows.Alert alert, URI page, boolean noApprover) {
        String cause = alert.cause().replaceAll("[^a-z-]", "?");
        String spoken = cause.replace('-', ' ');
        int call = alert.called() + 1;
        return new Words(
                alert.id().toString(),
                call,
                cause,
                "Comity: " + spoken,
                String.format(
                        Locale.ROOT,
                        "%s%nAgency: %s%nSubject: %s%nRaised: %s%nCall: %d%n%n%s%sAcknowledge it at %s/alerts/%s%n",
                        spoken,
                        alert.agency(),
                        alert.subject()
                                .replaceAll("\\p{Cntrl}", "?"), // one line, whatever it is (THREAT-99, THREAT-100)
                        alert.raised(),
                        call,
                        noApprover ? NO_APPROVER : "",
                        REMARKS.getOrDefault(cause, ""),
                        page,
                        alert.id()));
    }

    /** @param to login name of whose turn it is; empty if nobody is in the line */
    Map<String, Object> asJson(String to) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("alert", alert);
        json.put("call", call);
        json.put("cause", cause);
        json.put("to", to);
        json.put("subject", subject);
        json.put("text", text);
        return json;
    }
}
