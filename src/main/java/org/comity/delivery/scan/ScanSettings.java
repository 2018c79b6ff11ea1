package org.comity.delivery.scan;

import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Who scans files before anyone opens them (UC-11/3e).
 *
 * @param address of a clamd: `tcp://127.0.0.1:3310` or `unix:/run/clamav/clamd.ctl`; empty: files are handed out, marked as not scanned
 * @param timeout of one scan; a file that takes longer is not opened
 * @param every how often files that came in are looked at without being asked for
 * @param goodFor how long a file counts as clean before it is scanned again when somebody opens it
 */
@ConfigurationProperties("comity.scan")
public record ScanSettings(
        @DefaultValue Optional<URI> address,
        @DefaultValue("60s") Duration timeout,
        @DefaultValue("10s") Duration every,
        @DefaultValue("1d") Duration goodFor) {

    public ScanSettings {
        if (address.filter(known -> !isClamd(known)).isPresent()) {
            throw new IllegalArgumentException(
                    "comity.scan.address is tcp://host:port or unix:/path, not " + address.get());
        }
        if (!timeout.isPositive() || !every.isPositive() || goodFor.isNegative()) {
            throw new IllegalArgumentException("comity.scan: timeout and every are positive, good-for is not negative");
        }
    }

    private static boolean isClamd(URI address) {
        return isSocket(address)
                || ("tcp".equals(address.getScheme()) && address.getHost() != null && address.getPort() > 0);
    }

    static boolean isSocket(URI address) {
        return "unix".equals(address.getScheme())
                && address.getPath() != null
                && address.getPath().startsWith("/");
    }
}
