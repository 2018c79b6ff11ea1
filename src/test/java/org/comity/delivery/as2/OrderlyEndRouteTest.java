package org.comity.delivery.as2;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import org.comity.delivery.relay.AtWork;
import org.comity.messages.MessageId;
import org.junit.jupiter.api.Test;

class OrderlyEndRouteTest {

    @Test // THREAT-124: or five restarts while a partner hangs would park its message as poison
    void whatAnOrderlyEndCutsOffIsNotInterruptedByACrash() {
        CountDownLatch over = new CountDownLatch(1);
        WholeGateway gateway = new WholeGateway(Map.of(
                "comity.relay.lease", "20m",
                "comity.as2.answer-timeout", "10m",
                "camel.main.shutdown-timeout", "1"));
        try (ForeignAgency hanging = ForeignAgency.joins(gateway, "t" + UUID.randomUUID())) {
            hanging.server.behaves(exchange -> hang(over));
            Path atWork = gateway.workFile();
            MessageId id = gateway.pings(hanging);
            await().until(() -> AtWork.in(atWork).contains(id.toString()) && !hanging.server.received.isEmpty());
            gateway.close();
            assertThat(AtWork.in(atWork)).isEmpty();
        } finally {
            over.countDown();
            gateway.close();
        }
    }

    private static void hang(CountDownLatch over) {
        try {
            over.await();
        } catch (InterruptedException end) {
            Thread.currentThread().interrupt();
        }
    }
}
