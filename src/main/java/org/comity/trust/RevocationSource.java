package org.comity.trust;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/**
 * Fetches the bytes behind an address of a partner's profile: {@code https:} or {@code file:}, at most 16 MB, no redirects, never this
 * machine or its own network segment (THREAT-97). Addresses inside certificates are never asked (THREAT-60).
 */
class RevocationSource {
    /** Bytes. The largest lists of public authorities have 10 MB. */
    private static final int LARGEST = 16 << 20;

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final HttpClient client = HttpClient.newBuilder()
            .connectTimeout(PATIENCE)
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();

    byte[] fetch(String address) throws IOException {
        URI uri = URI.create(address);
        return switch (String.valueOf(uri.getScheme())) {
            case "file" -> read(Files.newInputStream(Path.of(uri)));
            case "https" -> fetchFromOutside(uri);
            default -> throw new IOException("revocation lists are fetched by https: or file: only");
        };
    }

    private byte[] fetchFromOutside(URI uri) throws IOException {
        for (InetAddress target : InetAddress.getAllByName(uri.getHost())) {
            if (target.isLoopbackAddress() || target.isLinkLocalAddress() || target.isAnyLocalAddress()) {
                throw new IOException("the address leads to this machine or its network segment");
            }
        }
        try {
            var response = client.send(
                    HttpRequest.newBuilder(uri).timeout(PATIENCE).build(), HttpResponse.BodyHandlers.ofInputStream());
            try (InputStream body = response.body()) {
                if (response.statusCode() != 200) {
                    throw new IOException("answered with status " + response.statusCode());
                }
                return read(body);
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IOException("stopped while fetching", stopped);
        }
    }

    private static byte[] read(InputStream source) throws IOException {
        try (source) {
            byte[] bytes = source.readNBytes(LARGEST + 1);
            if (bytes.length > LARGEST) {
                throw new IOException("larger than " + LARGEST + " bytes");
            }
            return bytes;
        }
    }
}
