package org.comity.desk.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.comity.desk.api.OfficersClient.Answer;
import org.comity.desk.api.OfficersClient.PartOf;
import org.comity.messages.Acknowledgement;
import org.comity.messages.Decision;
import org.comity.messages.MessageId;
import org.comity.messages.Preserved;
import org.comity.messages.Question;
import org.comity.people.Role;
import org.comity.problems.DeskProblem;
import org.comity.problems.EnvelopeProblem;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** UC-19: the same asked of many partners in one act, approved once, sealed and delivered for each alone, followed as one. */
class OperationTest extends RunningGateway {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final String suffix = UUID.randomUUID().toString().substring(0, 8);
    private final String unit = "unit-" + suffix;
    private OfficersClient officer;
    private OfficersClient approver;
    private PlayedPartner romania;
    private PlayedPartner germany;

    @BeforeEach
    void threePartners() {
        them().accepts();
        romania = another("ro-" + suffix, "RO");
        germany = another("de-" + suffix, "DE");
        officer = person(unit, Role.OFFICER);
        approver = person(unit, Role.APPROVER);
    }

    @Test // UC-19/1 to 23/6; THREAT-94
    void oneActOneApprovalAndEachPartnerHasItsOwnRequest() throws Exception {
        romania.accepts();
        germany.accepts();
        String operation = opened(romania, germany);

        JsonNode waiting = file(officer, operation);
        assertThat(waiting.at("/operation/reference").asText()).matches("O-20\\d\\d-\\d{6}");
        assertThat(waiting.at("/operation/counts/partners").asInt()).isEqualTo(3);
        assertThat(waiting.at("/operation/counts/awaiting").asInt()).isEqualTo(3);
        assertThat(matters(waiting)).as("one matter").hasSize(1);
        assertThat(List.of(romania, germany, them()))
                .allSatisfy(partner -> assertThat(partner.received).doesNotContainAnyElementsOf(requests(waiting)));

        approve(operation);
        JsonNode delivered = await(operation, file -> received(file) == 3);
        assertThat(delivered.path("documentsSha256").isMissingNode())
                .as("nothing waits any more")
                .isTrue();
        assertThat(approver.message(request(delivered, romania), request(delivered, romania))
                        .path("approver")
                        .asText())
                .isEqualTo(approver.name);

        acknowledgeAndPreserve(romania, delivered);
        germany.send(partnersPort(), refusal(request(delivered, germany)), germany.newId());
        JsonNode known = await(operation, file -> count(file, "refused") == 1 && count(file, "preserved") == 1);
        assertThat(count(known, "acknowledged")).isEqualTo(1);
        assertThat(line(known, romania).at("/hold/state").asText()).isEqualTo("PRESERVED");
        assertThat(line(known, romania).path("partnerReference").asText()).isEqualTo("RO/1");
        assertThat(line(known, germany).path("ground").asText()).isEqualTo("POLITICAL_OFFENCE");
        assertThat(known.at("/states/SENT").asInt())
                .as("the third has said nothing")
                .isEqualTo(1);
        assertThat(known.at("/states/REFUSED").asInt()).isEqualTo(1);
    }

    @Test // UC-19/6, UC-21/5, UC-21/10a: a person's word does not pass for a signature, nor is it left out
    void whatWasOnlyToldIsSeenInTheOperation() throws Exception {
        romania.accepts();
        germany.accepts();
        String operation = opened(romania, germany);
        approve(operation);
        JsonNode sent = await(operation, file -> received(file) == 3);
        assertThat(count(sent, "ours")).isZero();
        String told = request(sent, romania);
        Instant now = Clock.systemUTC().instant().truncatedTo(ChronoUnit.SECONDS);
        heard(told, romania, now);
        refusalTold(told);

        JsonNode file = file(officer, operation);
        JsonNode line = line(file, romania);
        assertThat(line.at("/hold/heard").asBoolean()).as("no signature").isTrue();
        assertThat(line.path("ours").asBoolean()).isTrue();
        assertThat(line.path("refusalTold").asBoolean()).isTrue();
        assertThat(count(file, "ours")).isEqualTo(1);
        assertThat(count(file, "refusalsTold")).isEqualTo(1);
        assertThat(count(file, "refused")).as("no formal one").isZero();
        assertThat(line(file, germany).path("refusalTold").asBoolean()).isFalse();
        assertThat(officer.get("/api/v1/operations/" + operation + "/table.csv")
                        .expect(200)
                        .text()
                        .lines()
                        .filter(row -> row.startsWith(romania.id().value())))
                .singleElement()
                .asString()
                .contains(",PRESERVED,US,true,true,", ",TELEPHONE,");

        Thread.sleep(
                Duration.ofSeconds(1)); // a signed header says seconds: of the same one nobody knows which was first
        romania.send(
                partnersPort(), new Preserved(message(told), now, now.plus(Duration.ofDays(90)), ""), romania.newId());
        JsonNode signed = await(
                operation, known -> !line(known, romania).at("/hold/heard").asBoolean());
        assertThat(line(signed, romania).path("refusalTold").asBoolean())
                .as("it was signed after the call that the data are held")
                .isFalse();
        assertThat(count(signed, "refusalsTold")).isZero();
        int whole = count(signed, "preserved");

        romania.send(
                partnersPort(),
                new Preserved(message(told), now, now.plus(Duration.ofDays(90)), "", List.of(1), ""),
                romania.newId());
        JsonNode part = await(
                operation, known -> line(known, romania).at("/hold/inPart").asBoolean());
        assertThat(count(part, "preserved")).as("a part is not the whole").isEqualTo(whole - 1); // UC-05/3d
        assertThat(count(part, "preservedInPart")).isEqualTo(1);
    }

    @Test // UC-19/6: what is ours is the same here and in the list of requests
    void anAnswerThatWaitsForItsSecondPersonIsOurMove() throws Exception {
        romania.accepts();
        String operation = opened(romania);
        approve(operation);
        JsonNode sent = await(operation, file -> received(file) == 2);
        String request = request(sent, romania);
        MessageId question = romania.newId();
        romania.send(partnersPort(), new Question(message(request), "Which port?"), question);
        await(operation, file -> count(file, "ours") == 1);
        officer.move(request, "answer", Map.of("question", question.toString(), "text", "50412"))
                .expect(200);
        JsonNode waiting = file(officer, operation);
        assertThat(count(waiting, "ours")).isEqualTo(1);
        assertThat(line(waiting, romania).path("ours").asBoolean()).isTrue();
    }

    private void heard(String request, PlayedPartner partner, Instant at) {
        String submission =
                "<submission xmlns=\"urn:comity:message:1\" to=\"" + partner.id() + "\"><preserved request=\""
                        + request + "\"><from>" + at + "</from><until>" + at.plus(Duration.ofDays(85))
                        + "</until></preserved></submission>";
        Map<String, ?> party = Map.of("person", "Duty clerk", "organisation", "Point of contact");
        byte[] record = OfficersClient.json(
                Map.of("at", at.toString(), "way", "TELEPHONE", "sender", party, "recipient", party));
        officer.multipart(
                        "/api/v1/requests/" + request + "/heard",
                        OfficersClient.newKey(),
                        new PartOf("record", "", "application/json", record),
                        new PartOf(
                                "submission", "s.xml", "application/xml", submission.getBytes(StandardCharsets.UTF_8)))
                .expect(200);
    }

    private void refusalTold(String request) {
        Map<String, ?> other = Map.of("person", "Duty clerk", "organisation", "Point of contact");
        officer.post(
                        "/api/v1/requests/" + request + "/calls",
                        "application/json",
                        OfficersClient.json(Map.of(
                                "at",
                                Clock.systemUTC().instant().toString(),
                                "other",
                                other,
                                "what",
                                "REFUSAL_TOLD",
                                "said",
                                "Politics.")),
                        OfficersClient.newKey())
                .expect(200);
    }

    @Test // UC-19/2: the registry says who is asked; the id of the operation stays here
    void eachDocumentNamesItsOwnAuthorityAndNothingOfTheOthers() {
        String operation = opened(romania, germany);
        JsonNode file = file(officer, operation);

        Map<String, String> documents = requests(file).stream()
                .map(MessageId::toString)
                .collect(Collectors.toMap(
                        id -> id, id -> text(officer.get("/api/v1/requests/" + id + "/messages/" + id + "/document"))));
        String ofRomania = Objects.requireNonNull(documents.get(request(file, romania)));
        assertThat(ofRomania).contains("<organisation>" + romania.partner("RO").name() + "</organisation>");
        assertThat(documents.get(requestOf(file, PARTNER)))
                .as("what the document says of the partner that it names stays")
                .contains("<organisation>Example 24/7 Contact Point, United States of America</organisation>");
        assertThat(documents.values())
                .allSatisfy(document -> assertThat(document)
                        .doesNotContain(operation)
                        .doesNotContain(file.at("/operation/reference").asText()));
        assertThat(ofRomania).doesNotContain(germany.id().value()).doesNotContain(PARTNER);
        assertThat(facts(ofRomania)).isEqualTo(facts(Objects.requireNonNull(documents.get(request(file, germany)))));
    }

    @Test // UC-19/2a: all or nothing is the default; each problem names its partner
    void whomItMayNotBeSentToIsNamedAndTheOfficerChooses() {
        PlayedPartner suspended = another("fr-" + suffix, "FR");
        suspend(suspended);
        PlayedPartner unrelated = another("aq-" + suffix, "AQ");

        Answer refused = submit(officer, false, romania, suspended, unrelated).expect(422);
        assertThat(problems(refused))
                .containsExactlyInAnyOrder(
                        "E-DSK-15 at " + suspended.id() + "/submission/@to",
                        "E-LAW-12 at " + unrelated.id() + "/submission/@to");
        assertThat(officer.get("/api/v1/operations").json().path("operations")).isEmpty();
        assertThat(officer.get("/api/v1/requests").json().path("requests")).isEmpty();

        String operation = submit(officer, true, romania, suspended, unrelated)
                .expect(201)
                .json()
                .path("id")
                .asText();
        JsonNode file = file(officer, operation);
        assertThat(file.path("partners")).hasSize(2);
        assertThat(file.path("leftOut").findValuesAsText("partner"))
                .containsExactly(unrelated.id().value(), suspended.id().value());
        assertThat(file.path("leftOut").findValuesAsText("problems")).containsExactly("E-LAW-12", "E-DSK-15");
    }

    @Test // UC-19/2b: what all would meet is the document's fault and is said once
    void whatIsMissingInTheDocumentIsSaidOnce() {
        String incomplete = example().replaceAll("(?s)<facts>.*?</facts>", "");
        Answer refused = submit(officer, incomplete, true, romania, germany).expect(422);
        assertThat(problems(refused)).noneMatch(problem -> problem.contains(suffix));
        assertThat(problems(refused)).doesNotHaveDuplicates().isNotEmpty();
    }

    @Test // UC-19/1a
    void whatBuildsOnOnePartnersRequestIsNotSentToOthers() {
        String extension = example()
                .replace(
                        "<reference>NPA-CYB-2026-0417</reference>",
                        "<reference>NPA-CYB-2026-0417</reference><extension><previous>US-77</previous></extension>");
        assertThat(submit(officer, extension, true, romania).expect(422).codes())
                .containsExactly("E-CSW-08");
        submit(officer, false).expect(400);
    }

    @Test // UC-19/4a to 23/4c; THREAT-93
    void theApprovalIsOfAnotherPersonAndOfExactlyTheseDocuments() {
        OfficersClient both = person(unit, Role.OFFICER, Role.APPROVER);
        String own = submit(both, false, romania).expect(201).json().path("id").asText();
        assertThat(approve(both, own, sha256(both, own)).expect(409).codes()).containsExactly("E-DSK-10");
        assertThat(approve(officer, own, sha256(both, own)).expect(403).codes()).containsExactly("E-DSK-03");
        assertThat(count(file(both, own), "awaiting")).isEqualTo(2);

        String operation = opened(romania, germany);
        String read = sha256(approver, operation);
        officer.move(request(file(officer, operation), germany), "discard", Map.of("reason", "Seized."))
                .expect(200);
        assertThat(approve(approver, operation, read).expect(409).codes())
                .as("one was set aside after it was read")
                .containsExactly("E-DSK-11");
        approve(operation);
        JsonNode file = await(operation, known -> received(known) == 2);
        assertThat(line(file, germany).path("state").asText()).isEqualTo("CLOSED");
        assertThat(approve(approver, operation, read).expect(409).codes()).containsExactly("E-DSK-09");
    }

    @Test // UC-19/4d: set aside as a whole, with a reason; the author hears of it once
    void theWholeOperationIsSetAside() {
        String operation = opened(romania, germany);
        assertThat(discard(approver, operation, " ").expect(422).codes()).containsExactly("E-DSK-13");
        discard(approver, operation, "The day has moved.").expect(200);
        assertThat(file(officer, operation).at("/states/CLOSED").asInt()).isEqualTo(3);
        assertThat(officer.file(request(file(officer, operation), germany))
                        .path("setAsideBy")
                        .asText())
                .isEqualTo(approver.name);
        assertThat(officer.get("/api/v1/alerts?limit=200").expect(200).text().split("\"set-aside\"", -1))
                .hasSize(2);
        discard(officer, operation, "Moved.").expect(409);
    }

    private static OfficersClient.Answer discard(OfficersClient who, String operation, String reason) {
        return who.post(
                "/api/v1/operations/" + operation + "/discard",
                "application/json",
                OfficersClient.json(Map.of("reason", reason)),
                OfficersClient.newKey());
    }

    @Test // UC-19/4d
    void itsAuthorSetsItAside() {
        String operation = opened(romania, germany);
        discard(officer, operation, "Moved.").expect(200);
        assertThat(file(officer, operation).at("/states/CLOSED").asInt()).isEqualTo(3);
        discard(officer, operation, "Moved.").expect(409);
    }

    @Test // UC-19/5a, UC-02; THREAT-125: lanes are of partners, so who hangs takes nobody's time but its own
    void onePartnerThatHangsAndOneThatTurnsAwayDelayNobody() {
        PlayedPartner poland = another("pl-" + suffix, "PL");
        romania.hangs();
        germany.turnsAway(EnvelopeProblem.BOUNDS.problem());
        poland.accepts();
        String operation = opened(romania, germany, poland);
        approve(operation);

        JsonNode file = await(
                operation,
                known -> line(known, poland).path("delivery").asText().equals("DELIVERED")
                        && !line(known, germany).path("state").asText().equals("SENT")
                        && !romania.received.isEmpty());
        assertThat(line(file, poland).path("delivery").asText()).isEqualTo("DELIVERED");
        assertThat(line(file, germany).path("delivery").asText()).isEqualTo("TURNED_AWAY");
        assertThat(line(file, germany).path("problem").asText()).contains("E-ENV-");
        assertThat(line(file, romania).path("delivery").asText()).isEqualTo("SEALED");
        assertThat(line(file, romania).has("received")).isFalse();
        assertThat(romania.received).as("it was called").hasSizeGreaterThanOrEqualTo(1);
    }

    @Test // UC-19/3a
    void theLanguageIsComparedWithTheRelationships() {
        PlayedPartner japanese = another("gh-" + suffix, "GH"); // Ghana: English is recorded
        String french = example().replace("language=\"en\"", "language=\"fr\"");
        String operation = submit(officer, french, false, japanese)
                .expect(201)
                .json()
                .path("id")
                .asText();
        JsonNode file = file(officer, operation);
        assertThat(line(file, japanese).path("language").asText()).isEqualTo("fr");
        assertThat(line(file, japanese).path("languageFits").asBoolean(true)).isFalse();
        JsonNode english = file(officer, opened(japanese));
        assertThat(line(english, japanese).path("languageFits").asBoolean(false))
                .isTrue();
        assertThat(line(file(officer, opened(germany)), germany).has("languageFits"))
                .as("Germany's are not recorded")
                .isFalse();
    }

    @Test // UC-19/6a; THREAT-91, THREAT-92
    void anotherUnitLearnsNothingOfIt() {
        String operation = opened(romania);
        OfficersClient stranger = person("other-" + suffix, Role.OFFICER, Role.APPROVER);
        stranger.get("/api/v1/operations/" + operation).expect(404);
        stranger.get("/api/v1/operations/" + operation + "/table.csv").expect(404);
        assertThat(stranger.get("/api/v1/operations").json().path("operations")).isEmpty();
        approve(stranger, operation, sha256(officer, operation)).expect(404);
        discard(stranger, operation, "Moved.").expect(404);
        OfficersClient supervisor = person("other-" + suffix, Role.SUPERVISOR);
        supervisor.get("/api/v1/operations/" + operation).expect(200);
        supervisor.get("/api/v1/operations/" + UUID.randomUUID()).expect(404);
    }

    @Test // UC-19/6
    void operationsAreReadPageByPageNewestFirst() {
        List<String> opened = List.of(opened(romania), opened(germany), opened(romania, germany));

        List<String> read = new ArrayList<>();
        JsonNode page = officer.get("/api/v1/operations?limit=2").expect(200).json();
        page.path("operations").findValuesAsText("id").forEach(read::add);
        assertThat(read).hasSize(2);
        JsonNode last = officer.get(
                        "/api/v1/operations?limit=2&cursor=" + page.path("next").asText())
                .expect(200)
                .json();
        last.path("operations").findValuesAsText("id").forEach(read::add);
        assertThat(last.has("next")).isFalse();
        assertThat(read).containsExactlyElementsOf(opened.reversed());

        assertThat(officer.get("/api/v1/operations?cursor=forged").expect(400).codes())
                .containsExactly(DeskProblem.PARAMETER_INVALID.code());
        officer.get("/api/v1/operations?limit=201").expect(400);
    }

    @Test // UC-19/6: who needs somebody comes first, of whom nothing is awaited last
    void thePartnersAreReadPageByPage() throws Exception {
        romania.turnsAway(EnvelopeProblem.MALFORMED.problem());
        germany.accepts();
        String operation = opened(romania, germany);
        approve(operation);
        JsonNode sent = await(operation, file -> received(file) == 2);
        germany.send(partnersPort(), refusal(request(sent, germany)), germany.newId());
        await(
                operation,
                file -> count(file, "refused") == 1 && line(file, romania).has("problem"));

        List<String> read = new ArrayList<>();
        String cursor = "";
        do {
            JsonNode page = officer.get("/api/v1/operations/" + operation + "?limit=1" + cursor)
                    .expect(200)
                    .json();
            assertThat(page.at("/operation/counts/partners").asInt()).isEqualTo(3);
            page.path("partners").findValuesAsText("partner").forEach(read::add);
            cursor = page.has("next") ? "&cursor=" + page.path("next").asText() : "";
        } while (!cursor.isEmpty());
        assertThat(read)
                .containsExactly(romania.id().value(), PARTNER, germany.id().value());
        officer.get("/api/v1/operations/" + operation + "?cursor=forged").expect(400);
    }

    @Test // UC-19/6b; THREAT-21
    void theTableHoldsNoFormula() throws Exception {
        romania.accepts();
        String operation = opened(romania);
        approve(operation);
        JsonNode file = await(operation, known -> received(known) == 2);
        romania.send(
                partnersPort(),
                new Acknowledgement(message(request(file, romania)), "=HYPERLINK(\"http://x.example\",\"1,2\")"),
                romania.newId());
        await(operation, known -> count(known, "acknowledged") == 1);

        Answer table =
                officer.get("/api/v1/operations/" + operation + "/table.csv").expect(200);
        List<String> lines = table.text().lines().toList();
        assertThat(lines).hasSize(3);
        assertThat(lines.getFirst()).startsWith("\uFEFFpartner,name,country,reference,partnerReference,state");
        assertThat(lines.get(1))
                .startsWith("ro-" + suffix + ",")
                .contains(",\"'=HYPERLINK(\"\"http://x.example\"\",\"\"1,2\"\")\",");
        assertThat(table.headers().firstValue("Content-Disposition").orElse("")).contains("attachment", ".csv");
    }

    @Test // DSK-05
    void aRepeatedCallIsOneOperationWithItsFilesForAll() {
        String key = OfficersClient.newKey();
        PartOf document =
                new PartOf("submission", "s.xml", "application/xml", OfficersClient.example(OfficersClient.SUBMISSION));
        PartOf order =
                new PartOf("attachment", "order.txt", "text/plain", "The order.".getBytes(StandardCharsets.UTF_8));
        String path = "/api/v1/operations?to=" + romania.id();
        String first = officer.multipart(path, key, document, order)
                .expect(201)
                .json()
                .path("id")
                .asText();
        String again = officer.multipart(path, key, document, order)
                .expect(201)
                .json()
                .path("id")
                .asText();
        assertThat(again).isEqualTo(first);
        assertThat(officer.multipart(path + "&to=" + germany.id(), key, document, order)
                        .codes())
                .containsExactly("E-DSK-05");
        requests(file(officer, first))
                .forEach(id -> assertThat(officer.message(id.toString(), id.toString())
                                .path("attachments")
                                .findValuesAsText("name"))
                        .containsExactly("order.txt"));
    }

    @Test // UC-19/4e: the second person is called once for all of it, and no more once it is approved
    void urgentOperationsCallOnce() {
        String operation = opened(romania, germany); // the example is urgent
        assertThat(alerts(operation)).isEqualTo(1);
        requests(file(officer, operation))
                .forEach(id -> assertThat(alerts(id.toString())).isZero());
        approve(operation);
        assertThat(alerts(operation)).isZero();
    }

    @Test // UC-19/4e: also if the last of them are approved in the same moment, none seeing the others' approvals
    void whoeverApprovesTheLastOfThemNobodyIsCalledAnyMore() throws Exception {
        try (var threads = Executors.newCachedThreadPool()) {
            for (int round = 0; round < 4; round++) {
                String operation = opened(romania, germany);
                assertThat(alerts(operation)).isEqualTo(1);
                List<MessageId> all = requests(file(officer, operation));
                CyclicBarrier together = new CyclicBarrier(all.size());
                List<Callable<Boolean>> approvals = new ArrayList<>();
                for (MessageId id : all) {
                    approvals.add(() -> {
                        together.await(60, TimeUnit.SECONDS);
                        approver.approve(id.toString(), id.toString());
                        return true;
                    });
                }
                for (Future<Boolean> approved : threads.invokeAll(approvals)) {
                    assertThat(approved.get()).isTrue();
                }
                assertThat(alerts(operation)).isZero();
            }
        }
    }

    private static int alerts(String subject) {
        return rows().sql(
                        "select count(*) from alert where subject = ? and cause = 'approval-awaited' and acknowledged is null")
                .param(subject)
                .query(Integer.class)
                .single();
    }

    private void acknowledgeAndPreserve(PlayedPartner partner, JsonNode file) throws Exception {
        MessageId id = message(request(file, partner));
        Instant from = Clock.systemUTC().instant().truncatedTo(ChronoUnit.SECONDS);
        partner.send(partnersPort(), new Acknowledgement(id, "RO/1"), partner.newId());
        await(file.at("/operation/id").asText(), known -> count(known, "acknowledged") == 1);
        partner.send(partnersPort(), new Preserved(id, from, from.plus(Duration.ofDays(90)), ""), partner.newId());
    }

    private static Decision refusal(String request) {
        return new Decision(message(request), new Decision.Refused("POLITICAL_OFFENCE", "A political offence.", true));
    }

    private String opened(PlayedPartner... partners) {
        return submit(officer, false, partners).expect(201).json().path("id").asText();
    }

    private static Answer submit(OfficersClient who, boolean skip, PlayedPartner... to) {
        return submit(who, example(), skip, to);
    }

    private static Answer submit(OfficersClient who, String xml, boolean skip, PlayedPartner... to) {
        String query = Stream.concat(
                        Stream.of("skip=" + skip), Arrays.stream(to).map(partner -> "to=" + partner.id()))
                .collect(Collectors.joining("&"));
        return who.post(
                "/api/v1/operations?" + query,
                "application/xml",
                xml.getBytes(StandardCharsets.UTF_8),
                OfficersClient.newKey());
    }

    private void approve(String operation) {
        approve(approver, operation, sha256(approver, operation)).expect(200);
    }

    private static Answer approve(OfficersClient who, String operation, String sha256) {
        return who.post(
                "/api/v1/operations/" + operation + "/approve",
                "application/json",
                OfficersClient.json(Map.of("sha256", sha256)),
                "");
    }

    private static String sha256(OfficersClient who, String operation) {
        return file(who, operation).path("documentsSha256").asText();
    }

    private static JsonNode file(OfficersClient who, String operation) {
        return who.get("/api/v1/operations/" + operation).expect(200).json();
    }

    private JsonNode await(String operation, Predicate<JsonNode> so) {
        long giveUp = System.nanoTime() + PATIENCE.toNanos();
        JsonNode file = file(officer, operation);
        while (!so.test(file)) {
            if (System.nanoTime() > giveUp) {
                throw new AssertionError("not within a minute: " + file.toPrettyString());
            }
            file = file(officer, operation);
        }
        return file;
    }

    private static int received(JsonNode file) {
        return count(file, "received");
    }

    private static int count(JsonNode file, String what) {
        return file.at("/operation/counts/" + what).asInt();
    }

    private static JsonNode line(JsonNode file, PlayedPartner partner) {
        return lineOf(file, partner.id().value());
    }

    private static JsonNode lineOf(JsonNode file, String partner) {
        for (JsonNode line : file.path("partners")) {
            if (line.path("partner").asText().equals(partner)) {
                return line;
            }
        }
        throw new AssertionError("no line for " + partner + " in " + file.toPrettyString());
    }

    private static String request(JsonNode file, PlayedPartner partner) {
        return requestOf(file, partner.id().value());
    }

    private static String requestOf(JsonNode file, String partner) {
        return lineOf(file, partner).path("request").asText();
    }

    private static List<MessageId> requests(JsonNode file) {
        return file.path("partners").findValuesAsText("request").stream()
                .map(OperationTest::message)
                .toList();
    }

    private List<String> matters(JsonNode file) {
        return requests(file).stream()
                .map(id -> officer.file(id.toString()).at("/request/matter").asText())
                .distinct()
                .toList();
    }

    private static List<String> problems(Answer answer) {
        List<String> all = new ArrayList<>();
        answer.json()
                .path("problems")
                .forEach(one -> all.add(
                        one.path("code").asText() + " at " + one.path("where").asText()));
        return all;
    }

    private static String facts(String document) {
        return document.substring(document.indexOf("<facts>"), document.indexOf("</facts>"));
    }

    private static String text(Answer answer) {
        return answer.expect(200).text();
    }

    private static MessageId message(String id) {
        return MessageId.parse(id).orElseThrow();
    }

    private static String example() {
        return new String(OfficersClient.example(OfficersClient.SUBMISSION), StandardCharsets.UTF_8);
    }
}
