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
import org.comity.problems.GatewayBug;
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
    private final HttpClient web = HttpClient.newBuilder()
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(PATIENCE)
            .build();

    Bell(AlertSettings settings, JavaMailSender mail, ObjectMapper json) {
        this.settings = settings;
        this.mail = mail;
        this.json = json;
    }

    AlertSettings settings() {
        return settings;
    }

    /** @throws RuntimeException if it was not taken */
    void ring(String to, Words words) {
        if (settings.webhook().isPresent()) {
            post(settings.webhook().get(), words);
            return;
        }
        SimpleMailMessage message = new SimpleMailMessage();
        message.setFrom(new MailAddress(settings.from()).value());
        message.setTo(new MailAddress(to).value());
        message.setSubject(words.subject());
        message.setText(words.text());
        mail.send(message);
    }

    private void post(URI webhook, Words words) {
        try {
            HttpRequest call = HttpRequest.newBuilder(webhook)
                    .timeout(PATIENCE)
                    .header("Content-Type", "application/json")
                    .POST(BodyPublishers.ofString(json(words)))
                    .build();
            int status = web.send(call, BodyHandlers.discarding()).statusCode();
            if (status / 100 != 2) {
                throw new IllegalStateException("the webhook answered " + status);
            }
        } catch (IOException away) {
            throw new UncheckedIOException(away);
        } catch (InterruptedException end) {
            Thread.currentThread().interrupt();
        }
    }

    private String json(Words words) {
        try {
            return json.writeValueAsString(Map.of("subject", words.subject(), "text", words.text()));
        } catch (JsonProcessingException impossible) {
            throw new GatewayBug("two strings are JSON", impossible);
        }
    }
}
