package org.comity.schemas;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.comity.law.Relationship;
import org.comity.law.RequestKind;
import org.comity.law.Requirements;
import org.comity.law.ShippedRelationships;
import org.comity.messages.AssistanceRequest;
import org.comity.messages.Exchange;
import org.comity.messages.Message;
import org.comity.messages.RequestContent;
import org.comity.messages.Submission;
import org.comity.problems.Checked;
import org.comity.problems.Problem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What {@code examples/} promises to people who copy from it. */
class ExamplesTest {
    private static final Path EXAMPLES = Path.of("examples");
    private static final Set<String> SUBMISSIONS =
            Set.of("preservation-request.xml", "operation.xml", "broken-request.xml");

    private final MessageXml documents = new MessageXml();
    private final Relationship japanAndUs =
            ShippedRelationships.load().between("JP", "US").orElseThrow();

    @Test
    void theRequestIsValidAndLawful() throws IOException {
        assertThat(problems(submission("preservation-request.xml"))).isEmpty();
        assertThat(problems(submission("operation.xml"))).isEmpty();
    }

    @Test // LAW-14: the reader learns why there is no port
    void thePortOfAnAddressIsGivenOrWhyThereIsNone() throws IOException {
        String example = new String(bytes("preservation-request.xml"), StandardCharsets.UTF_8);
        String without = example.replaceFirst("<portUnknown>[^<]*</portUnknown>", "");
        assertThat(without).isNotEqualTo(example);
        assertThat(problems(passed(documents.readSubmission(without.getBytes(StandardCharsets.UTF_8)))))
                .extracting(Problem::toString)
                .containsExactly("E-LAW-02 at preservationRequest/data[1]/identifiers/ipAddress[2]/port (RFC6302/2)");
    }

    @Test
    void theJsonRequestIsTheSameRequest() throws IOException {
        Submission fromJson = passed(documents.readSubmissionJson(bytes("preservation-request.json")));
        assertThat(fromJson).isEqualTo(submission("preservation-request.xml"));
    }

    @Test
    void theBrokenRequestIsAnsweredWithAllItsProblemsAtOnce() throws IOException {
        assertThat(problems(submission("broken-request.xml")))
                .extracting(Problem::toString)
                .containsExactly(
                        "E-LAW-01 at preservationRequest/facts (ETS185/29/2/b)",
                        "E-LAW-01 at preservationRequest/followUp (ETS185/29/2/f)",
                        "E-LAW-02 at preservationRequest/data[1]/identifiers/ipAddress[1]/port (RFC6302/2)",
                        "E-LAW-02 at preservationRequest/data[1]/identifiers/ipAddress[1]/zone (RFC6302/2)",
                        "E-LAW-04 at preservationRequest/urgency/reason (ETS185/25/3)");
    }

    @Test
    void everyMessageIsValidAndLawful() throws IOException {
        for (Path file : messages()) {
            Message message = message(file);
            Exchange exchange = Exchange.between("US", "JP");
            assertThat(Requirements.check(message.content().facts(exchange), japanAndUs))
                    .as(file.toString())
                    .isEmpty();
        }
    }

    @Test
    void everyKindHasAnExample() throws IOException {
        Set<String> kinds = new TreeSet<>();
        for (Path file : messages()) {
            kinds.add(message(file).content().kind());
        }
        assertThat(kinds)
                .containsExactlyInAnyOrder(
                        "acknowledgement",
                        "question",
                        "answer",
                        "decision",
                        "preserved",
                        "riskNotice",
                        "secrecyNotice",
                        "delay",
                        "referral",
                        "result",
                        "conditionReply",
                        "partialDisclosure",
                        "information",
                        "useQuery",
                        "useExplanation",
                        "confirmation",
                        "reminder",
                        "withdrawal",
                        "rejection",
                        "part",
                        "ping");
    }

    /** Every kind of docs/law.md: valid, of that kind, and lawful but for the day from which its instrument binds. */
    @ParameterizedTest
    @EnumSource(RequestKind.class)
    void everyKindOfRequestHasAnExample(RequestKind kind) throws IOException {
        String file = "kinds/" + kind.code().toLowerCase(Locale.ROOT) + ".xml";
        Submission submission = kind == RequestKind.PRES_29 ? submission("preservation-request.xml") : submission(file);
        assertThat(submission.content())
                .isInstanceOfSatisfying(
                        RequestContent.class,
                        content -> assertThat(content.requestKind()).contains(kind));
        assertThat(problems(submission)).isEmpty();
    }

    @Test // ETS185/27/3
    void howToProceedTravelsWithTheRequest() throws IOException {
        assertThat(submission("kinds/mla-31.xml").content())
                .isInstanceOfSatisfying(
                        AssistanceRequest.class,
                        request -> assertThat(request.ask().procedures()).isPresent());
    }

    private static List<Path> messages() throws IOException {
        try (Stream<Path> files = Files.list(EXAMPLES)) {
            return files.filter(file -> file.toString().endsWith(".xml"))
                    .filter(file -> !SUBMISSIONS.contains(file.getFileName().toString()))
                    .sorted()
                    .toList();
        }
    }

    private List<Problem> problems(Submission submission) {
        return Requirements.check(submission.content().facts(Exchange.between("JP", "US")), japanAndUs);
    }

    private Submission submission(String name) throws IOException {
        return passed(documents.readSubmission(bytes(name)));
    }

    private Message message(Path file) throws IOException {
        return passed(documents.read(Files.readAllBytes(file), Optional.empty()))
                .message();
    }

    private static byte[] bytes(String name) throws IOException {
        return Files.readAllBytes(EXAMPLES.resolve(name));
    }

    private static <T> T passed(Checked<T> checked) {
        assertThat(checked.problems()).isEmpty();
        return ((Checked.Passed<T>) checked).value();
    }
}
