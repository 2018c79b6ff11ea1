package org.comity.faults;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/**
 * A person's program at a gateway that may be down: it calls again, with the same body and the same key, until it is told. What it was told
 * is the truth that the gateways are held to.
 */
final class Caller {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Duration PAUSE = Duration.ofMillis(400);
    private static final int TOO_MANY = 429;

    private final HttpClient http;
    private final List<String> addresses;
    private final AtomicInteger turn = new AtomicInteger();
    private final String token;
    private final BooleanSupplier over;
    private final BooleanSupplier resting;

    /**
     * @param addresses of the nodes: each call goes to the next of them, and after one that does not answer to the one after it
     * @param over whether nobody waits any longer
     * @param resting whether nothing new is said for now
     */
    Caller(Path authority, List<String> addresses, String token, BooleanSupplier over, BooleanSupplier resting) {
        this.http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .sslContext(trusting(authority))
                .connectTimeout(PATIENCE)
                .build();
        this.addresses = List.copyOf(addresses);
        this.token = token;
        this.over = over;
        this.resting = resting;
    }

    /** Nobody told us anything until the end. */
    static final class NeverTold extends Exception {
        NeverTold(String what) {
            super(what);
        }
    }

    /** What we were told. */
    record Answer(int status, JsonNode json) {
        boolean isDone() {
            return status < 300;
        }
    }

    Answer get(String path) throws NeverTold, InterruptedException {
        return told(call(path).GET());
    }

    Answer post(String path, String contentType, byte[] body) throws NeverTold, InterruptedException {
        return told(call(path)
                .header("Content-Type", contentType)
                .header("Idempotency-Key", UUID.randomUUID().toString())
                .POST(BodyPublishers.ofByteArray(body)));
    }

    Answer post(String path, Object body) throws NeverTold, InterruptedException {
        return post(path, "application/json", bytes(body));
    }

    /** @param field {@code submission} or {@code message}, of {@code type} */
    Answer post(String path, String field, String type, byte[] content, byte[] file)
            throws NeverTold, InterruptedException {
        String boundary = "fault-" + UUID.randomUUID();
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        part(body, boundary, field + (field.equals("message") ? "" : "\"; filename=\"x.xml"), type, content);
        part(body, boundary, "attachment\"; filename=\"evidence.bin", "application/octet-stream", file);
        body.writeBytes(("--" + boundary + "--\r\n").getBytes(StandardCharsets.US_ASCII));
        return post(path, "multipart/form-data; boundary=" + boundary, body.toByteArray());
    }

    static byte[] bytes(Object body) {
        try {
            return JSON.writeValueAsBytes(body);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    private static void part(ByteArrayOutputStream body, String boundary, String name, String type, byte[] bytes) {
        String head = "--" + boundary + "\r\nContent-Disposition: form-data; name=\"" + name + "\"\r\nContent-Type: "
                + type + "\r\n\r\n";
        body.writeBytes(head.getBytes(StandardCharsets.US_ASCII));
        body.writeBytes(bytes);
        body.writeBytes("\r\n".getBytes(StandardCharsets.US_ASCII));
    }

    private HttpRequest.Builder call(String path) {
        return HttpRequest.newBuilder(at(URI.create(path)))
                .timeout(PATIENCE)
                .header("Authorization", "Bearer " + token);
    }

    private URI at(URI path) {
        String address = addresses.get(Math.floorMod(turn.getAndIncrement(), addresses.size()));
        return URI.create(address + path.getRawPath() + (path.getRawQuery() == null ? "" : "?" + path.getRawQuery()));
    }

    private Answer told(HttpRequest.Builder request) throws NeverTold, InterruptedException {
        HttpRequest same = request.build();
        String trouble = "not called";
        while (!over.getAsBoolean()) {
            while (resting.getAsBoolean()) {
                Thread.sleep(PAUSE);
            }
            try {
                HttpRequest next = HttpRequest.newBuilder(same, (name, value) -> true)
                        .uri(at(same.uri()))
                        .build();
                HttpResponse<byte[]> answer = http.send(next, BodyHandlers.ofByteArray());
                if (answer.statusCode() < 500 && answer.statusCode() != TOO_MANY) {
                    byte[] body = answer.body();
                    return new Answer(answer.statusCode(), body.length == 0 ? JSON.nullNode() : JSON.readTree(body));
                }
                trouble = "HTTP " + answer.statusCode();
            } catch (IOException nobody) {
                trouble = nobody.toString();
            }
            Thread.sleep(PAUSE);
        }
        throw new NeverTold(same.method() + " " + same.uri().getPath() + ": " + trouble);
    }

    private static SSLContext trusting(Path authority) {
        try (InputStream in = new FileInputStream(authority.toFile())) {
            KeyStore trusted = KeyStore.getInstance("PKCS12");
            trusted.load(null, null);
            trusted.setCertificateEntry(
                    "authority", CertificateFactory.getInstance("X.509").generateCertificate(in));
            TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            factory.init(trusted);
            SSLContext tls = SSLContext.getInstance("TLS");
            tls.init(null, factory.getTrustManagers(), null);
            return tls;
        } catch (GeneralSecurityException | IOException broken) {
            throw new IllegalStateException(broken);
        }
    }
}
