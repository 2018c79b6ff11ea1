package org.comity.trust;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import org.comity.partners.As2Channel;
import org.comity.partners.OwnAgency;
import org.comity.trust.TestAuthority.Member;
import org.junit.jupiter.api.Test;

/** What the host names of our certificates say to partners and to the operator; the handshakes are in SeveralAgenciesTest. */
class OwnHostsTest {
    private static final URI GATEWAY = URI.create("https://police.example:8444/as2");

    private final TestAuthority authority = TestAuthority.create();
    private final Member police = authority.memberCalled("police.example", "jp-police");
    private final Member justice = authority.memberCalled("justice.example", "jp-justice");
    private final Member twin = authority.memberCalled("police.example", "jp-twin");
    private final Member wildcard = authority.memberCalled("*.example", "jp-wildcard");

    @Test
    void theProfileOfEachAgencySaysWhereThatOneIsCalled() {
        assertThat(channel(police))
                .isEqualTo(
                        new As2Channel(GATEWAY, Optional.of(URI.create("https://police.example:8444/as2/receipts"))));
        assertThat(channel(justice))
                .isEqualTo(new As2Channel(
                        URI.create("https://justice.example:8444/as2"),
                        Optional.of(URI.create("https://justice.example:8444/as2/receipts"))));
        assertThat(channel(wildcard).url()).isEqualTo(GATEWAY);
    }

    @Test
    void twoAgenciesOfOneNameAreNamedToTheOperator() {
        OwnKeys keys = TestAuthority.together(police, justice, twin);
        assertThat(OwnHosts.unclear(List.of(police.id(), justice.id()), keys)).isEmpty();
        assertThat(OwnHosts.unclear(List.of(police.id(), justice.id(), twin.id()), keys))
                .singleElement()
                .asString()
                .contains("jp-police", "jp-twin", "police.example", "keys renew");
    }

    private static As2Channel channel(Member member) {
        OwnProfile profile = new OwnProfile(
                Optional.of(GATEWAY),
                Optional.of(URI.create("https://police.example:8444/as2/receipts")),
                "24/7",
                List.of("en"),
                List.of(),
                List.of(),
                List.of());
        OwnAgency agency = OwnAgency.undesignated(member.id(), "Example", "JP", ZoneId.of("Asia/Tokyo"));
        return profile.describe(agency, member.keys()).channel().orElseThrow();
    }
}
