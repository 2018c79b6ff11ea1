package org.comity.delivery.as2;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.comity.envelope.SealedMessage;
import org.comity.messages.Content;
import org.comity.messages.MessageId;
import org.comity.messages.Ping;
import org.comity.partners.PartnerState;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * THREAT-125: more partners hang than there are consumers, errands in the queues, or places for what is posted, and none of them gives its
 * place up while the test lasts.
 */
class HangingPartnersRouteTest {
    private static final int HANGING = 12;
    private static final int PLACES = 8;

    private static WholeGateway gateway;

    private final CountDownLatch never = new CountDownLatch(1);

    @BeforeAll
    static void open() {
        gateway = new WholeGateway(Map.of(
                "comity.broker.consumers", "2",
                "comity.relay.batch", "10",
                "comity.relay.queued", "10",
                "comity.as2.under-way", String.valueOf(PLACES),
                "comity.relay.lease", "20m",
                "comity.as2.answer-timeout", "10m"));
    }

    @AfterAll
    static void close() {
        gateway.close();
    }

    @Test
    void aPartnerThatAnswersIsServedBesideThem() {
        ForeignAgency innocent = joins();
        MessageId before = gateway.pings(innocent);
        await().until(() -> isDelivered(before));

        List<ForeignAgency> hanging =
                IntStream.range(0, HANGING).mapToObj(number -> joins()).toList();
        hanging.forEach(partner -> partner.server.behaves(exchange -> hang()));
        hanging.forEach(partner -> IntStream.range(0, 5).forEach(number -> gateway.pings(partner)));
        await().until(() -> received(hanging) == PLACES / 2);

        List<MessageId> more = IntStream.range(0, 4)
                .mapToObj(number -> gateway.pings(innocent))
                .toList();
        await().until(() -> more.stream().allMatch(HangingPartnersRouteTest::isDelivered));
        assertThat(received(hanging)).as("the other half is not for them").isEqualTo(PLACES / 2);
        end(hanging);
        innocent.close();
    }

    @Test
    void aPartnerThatTakesItsReceiptsGetsThemBesideThem() { // UC-03/9a
        ForeignAgency innocent = joins();
        innocent.joins(Optional.of(receiptsOf(innocent)), PartnerState.ACTIVE);
        asksForALaterReceipt(innocent);
        await().until(() -> innocent.server.received.size() == 1);

        List<ForeignAgency> hanging = new ArrayList<>();
        for (int number = 0; number < HANGING; number++) {
            ForeignAgency partner = joins();
            hanging.add(partner);
            partner.joins(Optional.of(receiptsOf(partner)), PartnerState.ACTIVE);
            partner.server.behaves(exchange -> hang());
            asksForALaterReceipt(partner);
        }
        await().until(() -> received(hanging) == PLACES / 2);

        for (int number = 0; number < 4; number++) {
            asksForALaterReceipt(innocent);
        }
        await().until(() -> innocent.server.received.size() == 5);
        end(hanging);
        innocent.close();
    }

    private static ForeignAgency joins() {
        ForeignAgency partner = ForeignAgency.joins(gateway, "t" + UUID.randomUUID());
        partner.server.behaves(exchange -> {
            if (exchange.getRequestURI().getPath().endsWith("/receipts")) {
                exchange.sendResponseHeaders(200, -1);
            } else {
                partner.answer(exchange, List.of());
            }
        });
        return partner;
    }

    private void hang() throws IOException {
        try {
            never.await();
        } catch (InterruptedException end) {
            Thread.currentThread().interrupt();
        }
    }

    /** So that the next test finds its places free. */
    private void end(List<ForeignAgency> hanging) {
        gateway.database().jdbc().sql("delete from outbox").update();
        never.countDown();
        hanging.forEach(ForeignAgency::close);
    }

    /** Once the gateway has heard of the address; it looks once a second. */
    private static void asksForALaterReceipt(ForeignAgency partner) {
        SealedMessage sealed = partner.seal((Content) new Ping("test"));
        await().until(() -> partner.sends(partner.request(sealed.id())
                                .header(
                                        "Receipt-Delivery-Option",
                                        receiptsOf(partner).toString())
                                .POST(BodyPublishers.ofByteArray(sealed.bytes())))
                        .statusCode()
                == 202);
    }

    private static URI receiptsOf(ForeignAgency partner) {
        return URI.create(partner.server.url() + "/receipts");
    }

    private static int received(List<ForeignAgency> partners) {
        return partners.stream()
                .mapToInt(partner -> partner.server.received.size())
                .sum();
    }

    private static boolean isDelivered(MessageId id) {
        return gateway.texts("select state from message where id = ?", id.toString())
                .equals(List.of("DELIVERED"));
    }
}
