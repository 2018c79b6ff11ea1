package org.comity.delivery.as2;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.comity.messages.MessageId;
import org.comity.partners.Partner;
import org.comity.partners.PartnerState;
import org.comity.partners.Partners;
import org.comity.trust.RevocationSchedule;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** UC-02/2f: the revocation lists of a partner are let go while it is suspended, and asked for again seconds after it was resumed. */
class ResumedPartnerRouteTest {
    @TempDir
    Path directory;

    @Test
    void whatWaitsForItGoesOnceItsListCameAndNobodyIsCalledMeanwhile() throws IOException {
        Instant now = WholeGateway.CLOCK.instant();
        Path list = directory.resolve("authority.crl");
        Files.write(
                list,
                WholeGateway.AUTHORITY.revocationList(
                        now.minus(Duration.ofHours(1)), now.plus(Duration.ofDays(1)), more -> {}));
        try (WholeGateway gateway = new WholeGateway(Map.of(), true);
                ForeignAgency agency = ForeignAgency.joins(gateway, "resumed-agency")) {
            Partners partners = gateway.bean(Partners.class);
            Partner partner = listedAt(list, partners.find(agency.id()).orElseThrow());
            partners.save(partner);
            RevocationSchedule revocations = gateway.bean(RevocationSchedule.class);
            revocations.refresh();
            assertThat(revocations.hasAskedFor(partner)).isTrue();
            partners.save(partner.in(PartnerState.SUSPENDED));
            revocations.refresh();

            partners.save(partner);
            MessageId ping = gateway.pings(agency);
            await().until(() -> gateway.texts("select state from message where id = ?", ping.toString())
                    .contains("DELIVERED"));
            assertThat(gateway.texts("select subject from alert where cause = 'cannot-seal'"))
                    .isEmpty();
        }
    }

    @Test
    void anOperatorHearsOfAListThatDoesNotCome() {
        Path nowhere = directory.resolve("nowhere.crl");
        try (WholeGateway gateway = new WholeGateway(Map.of(), true);
                ForeignAgency agency = ForeignAgency.joins(gateway, "listless-agency")) {
            Partners partners = gateway.bean(Partners.class);
            partners.save(listedAt(nowhere, partners.find(agency.id()).orElseThrow()));
            MessageId ping = gateway.pings(agency);
            await().until(() -> gateway.texts("select subject from alert where cause = 'cannot-seal'")
                    .contains(ping.toString()));
        }
    }

    private static Partner listedAt(Path list, Partner p) {
        return new Partner(
                p.id(),
                p.name(),
                p.country(),
                p.zone(),
                p.officeHours(),
                p.languages(),
                p.contacts(),
                p.channel(),
                p.anchors(),
                List.of(list.toUri().toString()),
                p.certificates(),
                p.allowances(),
                p.state());
    }
}
