package org.comity.desk.api;

import static org.comity.desk.api.OfficersClient.newKey;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.UUID;
import org.comity.messages.Content;
import org.comity.messages.MessageId;
import org.comity.people.Role;

/** Two persons of one unit and the played partner, who say things to each other about requests. */
final class Dialogue {
    /** A day on which something postponed today can be looked at again. */
    static LocalDate in60Days() {
        return LocalDate.ofInstant(Clock.systemUTC().instant(), ZoneOffset.UTC).plusDays(60);
    }

    final String unit = "unit-" + UUID.randomUUID().toString().substring(0, 8);
    final OfficersClient officer;
    final OfficersClient approver;
    private final RunningGateway gateway;

    Dialogue(RunningGateway gateway) {
        this.gateway = gateway;
        gateway.them().accepts();
        officer = gateway.person(unit, Role.OFFICER);
        approver = gateway.person(unit, Role.APPROVER);
    }

    /** Of the directory of examples, as text. */
    static String example(String file) {
        return new String(OfficersClient.example("examples/" + file), StandardCharsets.UTF_8);
    }

    static String state(JsonNode file) {
        return file.path("request").path("state").asText();
    }

    static MessageId id(String text) {
        return MessageId.parse(text).orElseThrow();
    }

    OfficersClient.Answer submit(String xml) {
        return officer.post("/api/v1/requests", "application/xml", xml.getBytes(StandardCharsets.UTF_8), newKey());
    }

    String submitted(String xml) {
        return submit(xml).expect(201).json().path("id").asText();
    }

    /** Approved, and received by the partner. */
    String sent(String xml) {
        String id = submitted(xml);
        approver.approve(id, id);
        officer.awaitDelivery(id, id, "DELIVERED");
        return id;
    }

    OfficersClient.Answer post(String request, String content) {
        return post(officer, request, content);
    }

    static OfficersClient.Answer post(OfficersClient who, String request, String content) {
        String xml = "<submission xmlns=\"urn:comity:message:1\" to=\"" + RunningGateway.PARTNER + "\">" + content
                + "</submission>";
        return who.post(
                "/api/v1/requests/" + request + "/messages",
                "application/xml",
                xml.getBytes(StandardCharsets.UTF_8),
                newKey());
    }

    /** By us, approved by the second person; the id of the message. */
    String said(String request, String content) {
        String message =
                post(request, content).expect(200).json().path("message").asText();
        approver.approve(request, message);
        return message;
    }

    /** By the partner. */
    MessageId say(Content content) throws Exception {
        return gateway.them()
                .send(gateway.partnersPort(), content, gateway.them().newId());
    }

    JsonNode await(String request, String state) {
        return officer.await(request, file -> state(file).equals(state));
    }

    OfficersClient.Answer move(String request, String move) {
        return officer.move(request, move, Map.of());
    }
}
