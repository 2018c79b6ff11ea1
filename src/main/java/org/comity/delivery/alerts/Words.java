package org.comity.delivery.alerts;

import java.net.URI;
import java.util.Locale;
import org.comity.journal.AlertRows;

/**
 * What an alert says: a cause from our own list and ids, never content, so that it may pass any mail server.
 *
 * @param subject one line
 */
record Words(String subject, String text) {

    static Words of(AlertRows.Alert alert, URI page) {
        String cause = alert.cause().replaceAll("[^a-z-]", "?").replace('-', ' ');
        return new Words(
                "Comity: " + cause,
                String.format(
                        Locale.ROOT,
                        "%s%nAgency: %s%nSubject: %s%nRaised: %s%n%nAcknowledge it at %s/alerts%n",
                        cause,
                        alert.agency(),
                        alert.subject(),
                        alert.raised(),
                        page));
    }
}
