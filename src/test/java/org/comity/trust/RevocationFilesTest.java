package org.comity.trust;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.comity.partners.Partner;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What lies in {@code data/crl}. */
class RevocationFilesTest {
    @TempDir
    private Path directory;

    @Test
    void listsOfPartnersThatAreGoneAndHalfWrittenOnesAreRemovedAndNothingElse() throws Exception {
        TrustSettings settings = new TrustSettings(
                directory,
                null,
                Optional.of("secret"),
                directory.resolve("crl"),
                Duration.ofHours(1),
                Duration.ofHours(24),
                Duration.ofDays(30),
                true);
        PartnersInMemory partners = new PartnersInMemory();
        Partner partner = TestAuthority.create().member("ro-poc").partner();
        partners.save(partner);
        assertThat(partner.revocationLists()).isEqualTo(List.of(TestAuthority.LIST));
        Path kept = directory.resolve("crl").resolve(Certificates.sha256(TestAuthority.LIST) + ".crl");
        Files.createDirectories(kept.getParent());
        for (String name : List.of(kept.getFileName().toString(), "of-nobody.crl", "half.crl.new", "README")) {
            Files.writeString(kept.resolveSibling(name), "x");
        }

        RevocationLists lists = new RevocationLists(settings);
        new RevocationSchedule(lists, new CertificatePaths(lists), partners, settings, TestAuthority.CLOCK).refresh();

        try (Stream<Path> left = Files.list(kept.getParent())) { // the fetch failed: nobody answers at that address
            assertThat(left).containsExactlyInAnyOrder(kept, kept.resolveSibling("README"));
        }
    }
}
