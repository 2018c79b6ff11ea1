package org.comity.delivery.as2;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.comity.journal.AlertRows;
import org.comity.journal.Outbox;
import org.comity.messages.MessageId;
import org.junit.jupiter.api.Test;

/** THREAT-130: more calls are due than are ever queued, each goes first, and whoever is called never answers. */
class HangingCallsRouteTest {
    private static final int QUEUED = 8;

    @Test
    void whatPartnersWaitForGoesOnBesideThem() throws IOException {
        try (ServerSocket webhook = new ServerSocket(0, 100, InetAddress.getLoopbackAddress()); // nobody accepts
                WholeGateway gateway = new WholeGateway(Map.of(
                        "comity.relay.batch",
                        "4",
                        "comity.relay.queued",
                        String.valueOf(QUEUED),
                        "comity.alerts.webhook",
                        "http://127.0.0.1:" + webhook.getLocalPort() + "/"))) {
            ForeignAgency partner = ForeignAgency.joins(gateway, "served-agency");
            for (int number = 0; number < 5 * QUEUED; number++) {
                raise(gateway, "alert " + number);
            }
            await().until(() -> claimedAlerts(gateway) >= QUEUED);

            MessageId ping = gateway.pings(partner);
            await().until(() -> gateway.texts("select state from message where id = ?", ping.toString())
                    .contains("DELIVERED"));
            assertThat(gateway.count("select count(*) from alert where called = 0"))
                    .as("more than are ever queued wait to be called")
                    .isGreaterThan(QUEUED);
            partner.close();
        }
    }

    private static void raise(WholeGateway gateway, String subject) {
        UUID id = gateway.bean(AlertRows.class)
                .raise(
                        WholeGateway.US.id(),
                        "message-parked",
                        subject,
                        Optional.empty(),
                        Optional.empty(),
                        WholeGateway.CLOCK.instant(),
                        () -> {})
                .orElseThrow();
        gateway.bean(Outbox.class).put("comity.alerts", id.toString(), 0, WholeGateway.CLOCK.instant());
    }

    private static long claimedAlerts(WholeGateway gateway) {
        return gateway.count("select count(*) from outbox where address = 'comity.alerts' and since is not null");
    }
}
