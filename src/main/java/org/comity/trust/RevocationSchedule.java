package org.comity.trust;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.cert.CertificateException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.comity.partners.Partner;
import org.comity.partners.Partners;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Keeps {@link RevocationLists} fresh from the addresses of the partners' profiles, away from any message. What was fetched last is
 * kept on disk, so that a restart while an authority is unreachable changes nothing; it is checked like a fetched one.
 */
@Component
public class RevocationSchedule implements SmartLifecycle {
    private static final Logger LOG = LoggerFactory.getLogger(RevocationSchedule.class);

    /** How often it looks whether a partner brought a new address: a partner that was just activated is usable that soon. */
    private static final Duration LOOK = Duration.ofSeconds(5);

    /** When a list that did not come is asked for again: its partner is refused meanwhile. */
    private static final Duration AFTER_FAILURE = Duration.ofMinutes(1);

    private final RevocationLists lists;
    private final Partners partners;
    private final TrustSettings settings;
    private final Clock clock;
    private final RevocationSource source;
    private final Clockwork clockwork = new Clockwork("revocation", LOOK, this::refreshOrSay);
    private volatile List<String> fetched = List.of();
    private volatile Instant refreshed = Instant.EPOCH;
    private volatile boolean missing;

    @Autowired
    public RevocationSchedule(RevocationLists lists, Partners partners, TrustSettings settings, Clock clock) {
        this(lists, partners, settings, clock, new RevocationSource());
    }

    RevocationSchedule(
            RevocationLists lists, Partners partners, TrustSettings settings, Clock clock, RevocationSource source) {
        this.lists = lists;
        this.partners = partners;
        this.settings = settings;
        this.clock = clock;
        this.source = source;
    }

    /**
     * Fetches every list now; after a partner was imported, and by the schedule.
     *
     * @return address to reason of those that did not come
     */
    public Map<String, String> refresh() {
        List<String> addresses = addresses();
        fetched = addresses;
        refreshed = clock.instant();
        lists.keepOnly(addresses);
        Map<String, String> failures = new TreeMap<>();
        for (String address : addresses) {
            try {
                byte[] der = source.fetch(address);
                if (lists.take(address, RevocationList.parse(der), clock.instant())) {
                    keep(address, der);
                } else {
                    failures.put(address, "the list is older than the one held, or from the future");
                }
            } catch (IOException | CertificateException | IllegalArgumentException failure) {
                failures.put(address, String.valueOf(failure.getMessage()));
            }
        }
        forgetFilesBut(addresses);
        missing = !failures.isEmpty();
        failures.forEach((address, reason) -> LOG.warn("revocation list {} did not come: {}", address, reason));
        return failures;
    }

    /** Takes what was kept on disk. */
    void recall() {
        for (String address : addresses()) {
            Path kept = file(address);
            try {
                if (Files.exists(kept)) {
                    lists.take(address, RevocationList.parse(Files.readAllBytes(kept)), clock.instant());
                }
            } catch (IOException | CertificateException unreadable) {
                LOG.warn("kept revocation list {} is unreadable: {}", kept, unreadable.getMessage());
            }
        }
    }

    @Override
    public void start() {
        recall();
        clockwork.start();
    }

    @Override
    public void stop() {
        clockwork.stop();
    }

    @Override
    public boolean isRunning() {
        return clockwork.isRunning();
    }

    /** An exception would end the schedule for good. */
    private void refreshOrSay() {
        try {
            List<String> now = addresses();
            Duration pause = missing ? AFTER_FAILURE : settings.revocationInterval();
            Duration since = Duration.between(refreshed, clock.instant());
            boolean due = since.isNegative() || since.compareTo(pause) > 0; // or the clock went back
            if (due || !now.equals(fetched)) {
                refresh();
            }
        } catch (RuntimeException surprise) {
            LOG.warn("revocation lists were not refreshed", surprise);
        }
    }

    private List<String> addresses() {
        return partners.all().stream()
                .map(Partner::revocationLists)
                .flatMap(List::stream)
                .distinct()
                .toList();
    }

    /** Lists of partners that are gone, and what a kill left half written. */
    private void forgetFilesBut(List<String> addresses) {
        Set<Path> current = addresses.stream().map(this::file).collect(Collectors.toSet());
        try (DirectoryStream<Path> kept =
                Files.newDirectoryStream(Files.createDirectories(settings.revocationLists()), "*.{crl,new}")) {
            for (Path one : kept) {
                if (!current.contains(one)) {
                    Files.deleteIfExists(one);
                }
            }
        } catch (IOException | DirectoryIteratorException untidy) {
            LOG.warn("old revocation lists stay in {}: {}", settings.revocationLists(), untidy.getMessage());
        }
    }

    private void keep(String address, byte[] der) throws IOException {
        Files.createDirectories(settings.revocationLists());
        Path fresh = file(address).resolveSibling(file(address).getFileName() + ".new");
        Files.write(fresh, der);
        Files.move(fresh, file(address), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    private Path file(String address) {
        return settings.revocationLists().resolve(Certificates.sha256(address) + ".crl");
    }
}
