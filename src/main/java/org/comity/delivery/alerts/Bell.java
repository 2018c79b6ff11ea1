package org.comity.delivery.alerts;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.mail.MessagingException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import org.comity.delivery.Lookout;
import org.comity.people.Person;
import org.comity.problems.GatewayBug;
import org.springframework.boot.ssl.SslBundles;
import org.springframework.mail.SimpleMailMessage;
import org.springframework.mail.javamail.JavaMailSender;
import org.springframework.mail.javamail.JavaMailSenderImpl;
import org.springframework.stereotype.Component;

/** Rings by mail, or by the operator's webhook. Nothing of it comes from a message or a partner (THREAT-97, THREAT-99, THREAT-101). */
@Component
class Bell {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    /** A mail server may count who comes and says nothing. */
    private static final Duration AGAIN = Duration.ofMinutes(5);

    private final AlertSettings settings;
    private final JavaMailSender mail;
    private final ObjectMapper json;
    private final HttpClient web;
    private final Lookout answers;

    Bell(AlertSettings settings, JavaMailSender mail, ObjectMapper json, SslBundles bundles) {
        this.settings = settings;
        this.mail = mail;
        this.json = json;
        HttpClient.Builder client = HttpClient.newBuilder()
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(PATIENCE);
        settings.webhookBundle()
                .ifPresent(name -> client.sslContext(bundles.getBundle(name).createSslContext()));
        this.web = client.build();
        this.answers = new Lookout(AGAIN, PATIENCE.multipliedBy(3), this::look);
    }

    /** Why a call would not get through now: looked at every few minutes, without calling anybody. */
    Optional<String> trouble() {
        return answers.trouble();
    }

    private Optional<String> look() {
        try {
            if (settings.webhook().isPresent()) {
                greet(settings.webhook().get());
            } else if (mail instanceof JavaMailSenderImpl server) {
                server.testConnection(); // up to the sign-in
            }
            return Optional.empty();
        } catch (IOException | MessagingException away) {
            return Optional.of((settings.webhook().isPresent() ? "the webhook" : "the mail server")
                    + " does not answer: " + away.getClass().getSimpleName());
        }
    }

    /** As far as the certificate: a request might be taken for a call. Behind a proxy no further than to that: it would be asked to call. */
    private void greet(URI webhook) throws IOException {
        boolean isTls = "https".equalsIgnoreCase(webhook.getScheme());
        int port = webhook.getPort() >= 0 ? webhook.getPort() : isTls ? 443 : 80;
        Optional<InetSocketAddress> proxy = proxy(webhook);
        try (Socket line = new Socket()) {
            line.connect(
                    proxy.orElseGet(() -> new InetSocketAddress(webhook.getHost(), port)), (int) PATIENCE.toMillis());
            line.setSoTimeout((int) PATIENCE.toMillis());
            if (isTls && proxy.isEmpty()) {
                SSLSocket tls = (SSLSocket)
                        web.sslContext().getSocketFactory().createSocket(line, webhook.getHost(), port, true);
                SSLParameters parameters = tls.getSSLParameters();
                parameters.setEndpointIdentificationAlgorithm("HTTPS");
                tls.setSSLParameters(parameters);
                tls.startHandshake();
            }
        }
    }

    /** The one that calls go through, as {@link HttpClient} chooses it. */
    private static Optional<InetSocketAddress> proxy(URI webhook) {
        return Optional.ofNullable(ProxySelector.getDefault()).stream()
                .flatMap(chosen -> chosen.select(webhook).stream().limit(1))
                .filter(proxy -> proxy.type() == Proxy.Type.HTTP)
                .map(proxy -> (InetSocketAddress) proxy.address())
                .map(address -> new InetSocketAddress(address.getHostString(), address.getPort()))
                .findFirst();
    }

    /** Whether it can ring although nobody is in the line. */
    boolean needsNobody() {
        return settings.webhook().isPresent();
    }

    /** @throws RuntimeException if it was not taken */
    void ring(Optional<Person> officer, Words words) {
        if (settings.webhook().isPresent()) {
            post(
                    settings.webhook().get(),
                    words.asJson(officer.map(Person::name).orElse("")));
            return;
        }
        SimpleMailMessage message = new SimpleMailMessage();
        message.setFrom(settings.from().value());
        message.setTo(officer.flatMap(Person::email)
                .orElseThrow(() -> new GatewayBug("whoever is called by mail has an address"))
                .value());
        message.setSubject(words.subject());
        message.setText(words.text());
        mail.send(message);
    }

    private void post(URI webhook, Map<String, Object> body) {
        HttpRequest call = HttpRequest.newBuilder(webhook)
                .timeout(PATIENCE)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(json(body)))
                .build();
        try {
            int status = whole(web.sendAsync(call, BodyHandlers.discarding()));
            if (status / 100 != 2) {
                throw new IllegalStateException("the webhook answered " + status);
            }
        } catch (IOException away) {
            throw new UncheckedIOException(away);
        } catch (InterruptedException end) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while the webhook was called", end);
        }
    }

    /** The time-out of a request of the JDK ends with the header of its answer; a body that never ends must not hold up the next call. */
    private static int whole(CompletableFuture<HttpResponse<Void>> answer) throws IOException, InterruptedException {
        try {
            return answer.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS).statusCode();
        } catch (TimeoutException endless) {
            throw new HttpTimeoutException("the webhook's answer did not end");
        } catch (ExecutionException failed) {
            throw failed.getCause() instanceof IOException away ? away : new IOException(failed.getCause());
        } finally {
            answer.cancel(true); // without effect on what is complete
        }
    }

    private String json(Map<String, Object> body) {
        try {
            return json.writeValueAsString(body);
        } catch (JsonProcessingException impossible) {
            throw new GatewayBug("texts and a number are JSON", impossible);
        }
    }
}
