package org.comity.desk.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.comity.desk.api.OfficersClient.PartOf;
import org.comity.envelope.AttachedBytes;
import org.comity.messages.Digest;
import org.comity.messages.MessageId;
import org.comity.messages.Question;
import org.comity.people.Role;
import org.junit.jupiter.api.Test;

/** UC-05/1a, UC-10: what officers say to the partner carries files as requests do, under four eyes and in parts. */
class AnswersWithFilesTest extends RunningGateway {
    private static final byte[] ORDER = "the order, signed".getBytes(StandardCharsets.UTF_8);
    private static final PartOf FILE = new PartOf("attachment", "order.pdf", "application/pdf", ORDER);

    @Test
    void aDecisionCarriesAFileThatItsApprovalBinds() throws Exception { // UC-05/2, THREAT-94
        var officer = person("intake", Role.OFFICER);
        String request = incoming(officer);

        String message = said(officer, request, "decision", Map.of("accepted", true), FILE);
        JsonNode waiting = officer.message(request, message);
        assertThat(waiting.path("delivery").asText()).isEqualTo("AWAITING_APPROVAL");
        assertThat(waiting.path("attachments").path(0).path("sha256").asText())
                .isEqualTo(Digest.of(ORDER).hex());
        assertThat(document(officer, request, message))
                .contains("name=\"order.pdf\"")
                .contains(Digest.of(ORDER).hex());

        person("intake", Role.APPROVER).approve(request, message);
        officer.awaitDelivery(request, message, "DELIVERED");
        assertThat(officer.get(waiting.path("attachments").path(0).path("href").asText())
                        .expect(200)
                        .bytes())
                .isEqualTo(ORDER);
        assertThat(officer.file(request).path("timeline").findValuesAsText("event"))
                .contains("attachment.read");
    }

    @Test
    void aLargeFileOfPreservedFollowsInParts() throws Exception { // UC-10/2, UC-10/4
        var officer = person("intake", Role.OFFICER);
        String request = incoming(officer);
        byte[] large = new byte[9_000_000];
        new Random(7).nextBytes(large);
        Instant from = Clock.systemUTC().instant().truncatedTo(ChronoUnit.SECONDS);
        var fields = Map.of(
                "from", from.toString(), "until", from.plus(Duration.ofDays(90)).toString());

        String message = said(
                officer,
                request,
                "preserved",
                fields,
                new PartOf("attachment", "image.bin", "application/x-image", large));
        assertThat(officer.message(request, message).path("parts").path("all").asInt())
                .isEqualTo(3);
        person("intake", Role.APPROVER).approve(request, message);

        awaitParts(officer, request, message, 3);
        assertThat(officer.get(officer.message(request, message)
                                .path("attachments")
                                .path(0)
                                .path("href")
                                .asText())
                        .expect(200)
                        .bytes())
                .isEqualTo(large);
    }

    @Test
    void filesThatAreTooMuchTogetherForOneMessageFollowInParts() throws Exception { // UC-10/2, ENV-02
        var officer = person("intake", Role.OFFICER);
        String request = incoming(officer);
        PartOf[] photos = new PartOf[4];
        for (int index = 0; index < photos.length; index++) {
            byte[] bytes = new byte[3_900_000];
            new Random(index).nextBytes(bytes);
            photos[index] = new PartOf("attachment", index + ".jpg", "image/jpeg", bytes);
        }

        String message = said(officer, request, "decision", Map.of("accepted", true), photos);
        assertThat(officer.message(request, message).path("parts").path("all").asInt())
                .isEqualTo(2);
        person("intake", Role.APPROVER).approve(request, message);
        officer.awaitDelivery(request, message, "DELIVERED");
        awaitParts(officer, request, message, 2);
    }

    @Test
    void thePartnersFileIsReadByWhoMayReadItsMessage() throws Exception { // UC-11/3, THREAT-28, THREAT-92
        var officer = person("intake", Role.OFFICER);
        String request = sent(officer);
        byte[] page = "<script>alert(1)</script>".getBytes(StandardCharsets.UTF_8);
        MessageId question = them().newId();
        them().send(
                        partnersPort(),
                        new Question(MessageId.parse(request).orElseThrow(), "Which of the two accounts?"),
                        question,
                        new AttachedBytes("../..\\\u202elmth.page.html", "text/html", page));
        officer.await(
                request, file -> file.path("request").path("state").asText().equals("INFO_NEEDED"));

        String href = officer.message(request, question.toString())
                .path("attachments")
                .path(0)
                .path("href")
                .asText();
        OfficersClient.Answer answer = officer.get(href).expect(200);
        assertThat(answer.bytes()).isEqualTo(page);
        assertThat(answer.mediaType()).isEqualTo("application/octet-stream");
        assertThat(answer.headers().firstValue("Content-Disposition").orElse(""))
                .as("THREAT-18, THREAT-24: a name, and no path or direction of writing")
                .startsWith("attachment;")
                .endsWith("filename*=UTF-8''_..__lmth.page.html")
                .doesNotContain("%E2%80%AE", "..\\", "../");
        person("elsewhere", Role.OFFICER).get(href).expect(404);

        OfficersClient.Answer said = officer.multipart(
                "/api/v1/requests/" + request + "/answer",
                OfficersClient.newKey(),
                message(Map.of("question", question.toString(), "text", "The second one.")),
                FILE);
        assertThat(officer.message(
                                request, said.expect(200).json().path("message").asText())
                        .path("attachments"))
                .hasSize(1);
    }

    @Test // THREAT-121: it was told that its body cannot be read, which no system sends again
    void whoseFileWeCannotKeepHearsThatItIsOurFaultAndSendsItAgain() throws Exception {
        var officer = person("intake", Role.OFFICER);
        String request = incoming(officer);
        PartOf large = new PartOf("attachment", "log.bin", "application/octet-stream", new byte[200_000]);
        String path = "/api/v1/requests/" + request + "/decision";
        String key = OfficersClient.newKey();
        PartOf message = message(Map.of("accepted", true));
        Path room = data().resolve("tmp");
        Path away = data().resolve("tmp-away");
        Files.move(room, away);
        Files.createFile(room); // where the directory was
        try {
            assertThat(officer.multipart(path, key, message, large).expect(500).text())
                    .contains("E-DSK-18");
        } finally {
            Files.delete(room);
            Files.move(away, room);
        }
        officer.multipart(path, key, message, large).expect(200);
    }

    @Test
    void anArchiveStaysTheBytesThatItIs() throws Exception { // THREAT-25, THREAT-27
        var officer = person("intake", Role.OFFICER);
        String request = sent(officer);
        byte[] link = archive("link", "/etc/passwd", true, false);
        byte[] nested = archive("inner.zip", new String(link, StandardCharsets.ISO_8859_1), false, false);
        byte[] encrypted = archive("secret", "no cipher text, as a reader would find", false, true);
        MessageId question = them().newId();
        them().send(
                        partnersPort(),
                        new Question(MessageId.parse(request).orElseThrow(), "Which of these?"),
                        question,
                        new AttachedBytes("link.zip", "application/zip", link),
                        new AttachedBytes("nested.zip", "application/zip", nested),
                        new AttachedBytes("encrypted.zip", "application/zip", encrypted));
        officer.await(
                request, file -> file.path("request").path("state").asText().equals("INFO_NEEDED"));
        var files = officer.message(request, question.toString()).path("attachments");
        assertThat(files).hasSize(3);
        for (int i = 0; i < 3; i++) { // listed by name
            var answer = officer.get(files.path(i).path("href").asText()).expect(200);
            assertThat(answer.bytes())
                    .isEqualTo(List.of(encrypted, link, nested).get(i));
            assertThat(answer.mediaType()).isEqualTo("application/octet-stream");
        }
    }

    /** One stored entry; perhaps marked as a symbolic link of Unix, or as encrypted, in its header and in the directory. */
    private static byte[] archive(String name, String text, boolean symbolicLink, boolean encrypted)
            throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(bytes)) {
            zip.putNextEntry(new ZipEntry(name));
            zip.write(text.getBytes(StandardCharsets.ISO_8859_1));
            zip.closeEntry();
        }
        byte[] archive = bytes.toByteArray();
        int directory = new String(archive, StandardCharsets.ISO_8859_1).lastIndexOf("PK\u0001\u0002");
        if (symbolicLink) {
            archive[directory + 5] = 3; // made on Unix (APPNOTE 4.4.2)
            archive[directory + 40] = 0; // mode 0120777 in the upper half of the external attributes (4.4.15)
            archive[directory + 41] = (byte) 0xA1;
        }
        if (encrypted) {
            archive[6] |= 1; // general purpose bit 0 (4.4.4)
            archive[directory + 8] |= 1;
        }
        return archive;
    }

    @Test
    void emptyAndRepeatedFilesAreNamedAtOnceAndNothingIsStored() throws Exception { // UC-05/2a
        var officer = person("intake", Role.OFFICER);
        String request = incoming(officer);
        OfficersClient.Answer answer = officer.multipart(
                "/api/v1/requests/" + request + "/question",
                OfficersClient.newKey(),
                message(Map.of("text", "Please see the scan.")),
                FILE,
                new PartOf("attachment", "again.pdf", "application/pdf", ORDER),
                new PartOf("attachment", "empty.pdf", "application/pdf", new byte[0]));
        assertThat(answer.expect(422).json().path("problems").findValuesAsText("where"))
                .containsExactly("attachment[2]", "attachment[3]");
        assertThat(answer.codes()).containsOnly("E-DSK-19");
        assertThat(officer.file(request).path("messages").findValuesAsText("kind"))
                .doesNotContain("question");
    }

    @Test
    void theSameKeyWithAnotherFileIsTurnedAway() throws Exception { // UC-01/1a
        var officer = person("intake", Role.OFFICER);
        String request = incoming(officer);
        String path = "/api/v1/requests/" + request + "/question";
        String key = OfficersClient.newKey();
        PartOf words = message(Map.of("text", "Please see the scan."));

        String first = officer.multipart(path, key, words, FILE).expect(200).text();
        assertThat(officer.multipart(path, key, words, FILE).expect(200).text()).isEqualTo(first);
        PartOf other = new PartOf("attachment", "order.pdf", "application/pdf", Arrays.copyOf(ORDER, 5));
        assertThat(officer.multipart(path, key, words, other).expect(422).codes())
                .isEqualTo(List.of("E-DSK-05"));
    }

    /** An incoming request of the partner that our intake has registered. */
    private String incoming(OfficersClient officer) throws Exception {
        String request = IncomingRequest.from(them(), partnersPort());
        officer.awaitRequest(request, "ACKNOWLEDGED");
        return request;
    }

    /** An outgoing request that the partner has. */
    private String sent(OfficersClient officer) {
        them();
        String request = officer.submitted();
        person("intake", Role.APPROVER).approve(request, request);
        officer.awaitDelivery(request, request, "DELIVERED");
        return request;
    }

    private static String said(
            OfficersClient officer, String request, String move, Map<String, ?> fields, PartOf... files) {
        PartOf[] parts = new PartOf[files.length + 1];
        parts[0] = message(fields);
        System.arraycopy(files, 0, parts, 1, files.length);
        return officer.multipart("/api/v1/requests/" + request + "/" + move, OfficersClient.newKey(), parts)
                .expect(200)
                .json()
                .path("message")
                .asText();
    }

    private static void awaitParts(OfficersClient officer, String request, String message, int count) {
        officer.await(
                request,
                file -> officer.message(request, message)
                                .path("parts")
                                .path("there")
                                .asInt()
                        == count);
    }

    private static PartOf message(Map<String, ?> fields) {
        return new PartOf("message", "", "application/json", OfficersClient.json(fields));
    }

    private static String document(OfficersClient officer, String request, String message) {
        return officer.get("/api/v1/requests/" + request + "/messages/" + message + "/document")
                .expect(200)
                .text();
    }
}
