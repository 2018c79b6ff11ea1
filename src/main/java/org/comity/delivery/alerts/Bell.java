package org.comity.delivery.alerts;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.comity.people.Person;
import org.comity.problems.GatewayBug;
import org.springframework.boot.ssl.SslBundles;
import org.springframework.mail.SimpleMailMessage;
import org.springframework.mail.javamail.JavaMailSender;
import org.springframework.stereotype.Component;

/** Rings by mail, or by the operator's webhook. Nothing of it comes from a message or a partner (THREAT-97, THREAT-99, THREAT-101). */
@Component
class Bell {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final AlertSettings settings;
    private final JavaMailSender mail;
    private final ObjectMapper json;
    private final HttpClient web;

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
        try {
            HttpRequest call = HttpRequest.newBuilder(webhook)
                    .timeout(PATIENCE)
                    .header("Content-Type", "application/json")
                    .POST(BodyPublishers.ofString(json(body)))
                    .build();
            int status = web.send(call, BodyHandlers.discarding()).statusCode();
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

    private String json(Map<String, Object> body) {
        try {
            return json.writeValueAsString(body);
        } catch (JsonProcessingException impossible) {
            throw new GatewayBug("texts and a number are JSON", impossible);
        }
    }
}
