package org.comity.trust;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.comity.problems.Causes;

/**
 * Fetches the bytes behind an address of a partner's profile: {@code https:} or {@code file:}, no more bytes than there is room for, no redirects, never this
 * machine or its own network segment (THREAT-97). Addresses inside certificates are never asked (THREAT-60).
 */
class RevocationSource {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final HttpClient client = HttpClient.newBuilder()
            .connectTimeout(PATIENCE)
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();

    byte[] fetch(String address, int room) throws IOException {
        URI uri = URI.create(address);
        return switch (String.valueOf(uri.getScheme())) {
            case "file" -> read(Files.newInputStream(Path.of(uri)), room);
            case "https" -> fetchFromOutside(uri, room);
            default -> throw new IOException("revocation lists are fetched by https: or file: only");
        };
    }

    private byte[] fetchFromOutside(URI uri, int room) throws IOException {
        for (InetAddress target : InetAddress.getAllByName(uri.getHost())) {
            if (target.isLoopbackAddress() || target.isLinkLocalAddress() || target.isAnyLocalAddress()) {
                throw new IOException("the address leads to this machine or its network segment");
            }
        }
        try {
            return whole(
                    client.sendAsync(
                            HttpRequest.newBuilder(uri).timeout(PATIENCE).build(),
                            HttpResponse.BodyHandlers.ofInputStream()),
                    room);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IOException("stopped while fetching", stopped);
        }
    }

    /** One bound of time for headers and body: a server that trickles must not hold up the lists of others (THREAT-108). */
    private static byte[] whole(CompletableFuture<HttpResponse<InputStream>> sent, int room)
            throws IOException, InterruptedException {
        CompletableFuture<byte[]> bytes =
                sent.thenApplyAsync(response -> body(response, room), Thread::startVirtualThread);
        try {
            return bytes.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException slow) {
            sent.cancel(true);
            var unused = sent.thenAccept(response -> closed(response.body())); // at once, or when its headers come
            throw new IOException("no whole answer in " + PATIENCE.toSeconds() + " s", slow);
        } catch (ExecutionException broken) {
            throw new IOException(Causes.of(broken), broken);
        }
    }

    private static byte[] body(HttpResponse<InputStream> response, int room) {
        try {
            byte[] bytes = read(response.body(), room);
            if (response.statusCode() != 200) {
                throw new IOException("answered with status " + response.statusCode());
            }
            return bytes;
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    /** Ends the reading that blocks on it. */
    private static void closed(InputStream body) {
        try {
            body.close();
        } catch (IOException closedAlready) {
            throw new UncheckedIOException(closedAlready);
        }
    }

    static byte[] read(InputStream source, int room) throws IOException {
        try (source) {
            byte[] bytes = source.readNBytes(room + 1);
            if (bytes.length > room) {
                throw new IOException(
                        "larger than the " + room + " bytes that its partner's lists and the heap leave it");
            }
            return bytes;
        }
    }
}
