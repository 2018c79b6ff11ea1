package org.comity;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.comity.trust.Certificates;

/** A person of an agency, or its system, at the REST interface with an API token. */
public final class Officer {
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    /** For a gigabyte on a busy machine. */
    private static final Duration LONG = Duration.ofMinutes(15);

    private final HttpClient http;
    private final ObjectMapper json = new ObjectMapper();
    private final String address;
    private final String token;

    /**
     * @param authority PEM file with those who may have issued the gateway's TLS certificate
     * @param address {@code https://host:port} of the officers' port
     */
    public Officer(Path authority, String address, String token) {
        this.http = HttpClient.newBuilder()
                .sslContext(trusting(authority))
                .connectTimeout(PATIENCE)
                .build();
        this.address = address;
        this.token = token;
    }

    /** @return id of the request */
    public String submit(byte[] xml) {
        return json(send(call("/api/v1/requests")
                        .header("Content-Type", "application/xml")
                        .header("Idempotency-Key", UUID.randomUUID().toString())
                        .POST(BodyPublishers.ofByteArray(xml))))
                .path("id")
                .asText();
    }

    /** With a file beside it, of any length. @return id of the request */
    public String submit(byte[] xml, Path file) {
        String boundary = "----" + UUID.randomUUID();
        String head = "--" + boundary
                + "\r\nContent-Disposition: form-data; name=\"submission\"; filename=\"request.xml\"\r\n"
                + "Content-Type: application/xml\r\n\r\n";
        String between = "\r\n--" + boundary + "\r\nContent-Disposition: form-data; name=\"attachment\"; filename=\""
                + file.getFileName() + "\"\r\nContent-Type: application/octet-stream\r\n\r\n";
        try {
            return json(send(call("/api/v1/requests")
                            .timeout(LONG)
                            .header("Content-Type", "multipart/form-data; boundary=" + boundary)
                            .header("Idempotency-Key", UUID.randomUUID().toString())
                            .POST(BodyPublishers.concat(
                                    BodyPublishers.ofString(head),
                                    BodyPublishers.ofByteArray(xml),
                                    BodyPublishers.ofString(between),
                                    BodyPublishers.ofFile(file),
                                    BodyPublishers.ofString("\r\n--" + boundary + "--\r\n")))))
                    .path("id")
                    .asText();
        } catch (IOException missing) {
            throw new UncheckedIOException(missing);
        }
    }

    /** What {@link #bytes} would give, written to a file; of any length. */
    public void download(String path, Path to) {
        try {
            HttpResponse<Path> answer =
                    http.send(call(path).timeout(LONG).GET().build(), HttpResponse.BodyHandlers.ofFile(to));
            if (answer.statusCode() != 200) {
                throw new AssertionError("HTTP " + answer.statusCode() + " from " + answer.uri());
            }
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new AssertionError(stopped);
        }
    }

    /** Approves a message of the request (its own id: the request itself) as it stands. */
    public void approve(String request, String message) {
        String sha256 = message(request, message).path("documentSha256").asText();
        move(request, "approve", Map.of("message", message, "sha256", sha256));
    }

    public JsonNode move(String request, String move, Map<String, ?> body) {
        return json(send(call("/api/v1/requests/" + request + "/" + move)
                .header("Content-Type", "application/json")
                .header("Idempotency-Key", UUID.randomUUID().toString())
                .POST(BodyPublishers.ofString(json.valueToTree(body).toString()))));
    }

    public JsonNode file(String request) {
        return json("/api/v1/requests/" + request);
    }

    public JsonNode message(String request, String message) {
        for (JsonNode one : file(request).path("messages")) {
            if (one.path("id").asText().equals(message)) {
                return one;
            }
        }
        throw new AssertionError(request + " has no message " + message);
    }

    /** @return state of the request, such as {@code PRESERVED} */
    public String state(String request) {
        return file(request).path("request").path("state").asText();
    }

    public JsonNode json(String path) {
        return json(bytes(path));
    }

    public byte[] bytes(String path) {
        return send(call(path).GET());
    }

    static SSLContext trusting(Path authority) {
        try {
            KeyStore trusted = KeyStore.getInstance("PKCS12");
            trusted.load(null, null);
            for (var one : Certificates.parseAll(Files.readString(authority))) {
                trusted.setCertificateEntry(Certificates.fingerprint(one).hex(), one);
            }
            TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            factory.init(trusted);
            SSLContext tls = SSLContext.getInstance("TLS");
            tls.init(null, factory.getTrustManagers(), null);
            return tls;
        } catch (GeneralSecurityException | IOException broken) {
            throw new IllegalStateException(broken);
        }
    }

    private JsonNode json(byte[] body) {
        try {
            return json.readTree(body);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    private HttpRequest.Builder call(String path) {
        return HttpRequest.newBuilder(URI.create(address + path))
                .timeout(PATIENCE)
                .header("Authorization", "Bearer " + token);
    }

    private byte[] send(HttpRequest.Builder request) {
        try {
            HttpResponse<byte[]> answer = http.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
            if (answer.statusCode() >= 300) {
                throw new AssertionError("HTTP " + answer.statusCode() + " from " + answer.uri() + ": "
                        + new String(answer.body(), StandardCharsets.UTF_8));
            }
            return answer.body();
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new AssertionError(stopped);
        }
    }
}
