package org.comity.schemas;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.comity.law.Relationship;
import org.comity.law.ShippedRelationships;
import org.comity.messages.Exchange;
import org.comity.messages.Judgement;
import org.comity.messages.Message;
import org.comity.messages.MessageId;
import org.comity.messages.RequestContent;
import org.comity.messages.SignedHeaders;
import org.comity.messages.Submission;
import org.comity.partners.AgencyId;
import org.comity.problems.Checked;
import org.comity.problems.Problem;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** The document of a request: read against the schema, written, judged by the law. It grows by data items with many addresses each. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(1)
public class DocumentBenchmark {
    /** Of a hundred that the schema allows; the addresses of each are as many as make the document as long as asked. */
    private static final int MOST_ITEMS = 80;

    private static final int OF_AN_ADDRESS = 260; // bytes, as written

    private static final LocalDate DAY = LocalDate.parse("2026-11-23");

    @Param({"10240", "1048576"})
    public int bytes;

    private final MessageXml xml = new MessageXml();
    private final Relationship relationship =
            ShippedRelationships.load().between("JP", "US").orElseThrow();
    private final Exchange exchange = Exchange.between("JP", "US");
    private Message message;
    private RequestContent request;
    private byte[] document;
    private SignedHeaders headers;

    @Setup
    public void prepare() throws IOException {
        Instant created = Instant.parse("2026-11-23T12:00:00Z");
        headers = new SignedHeaders(
                new MessageId(UUID.fromString("0193a1f0-0000-7000-8000-000000000001"), new AgencyId("jp-npa")),
                new AgencyId("jp-npa"),
                new AgencyId("us-example-poc"),
                created,
                created.plusSeconds(86_400),
                false);
        int items = 0;
        do {
            request = request(++items);
            message = new Message(headers, request, List.of());
            document = xml.write(message);
        } while (document.length < bytes / 10 * 9);
        if (document.length > bytes
                || !Judgement.ofRequest(request, exchange, relationship, DAY).isEmpty()) {
            throw new AssertionError("a lawful document of about " + bytes + " bytes");
        }
    }

    @Benchmark
    public ValidMessage readAgainstTheSchema() {
        return switch (xml.read(document, Optional.of(headers))) {
            case Checked.Passed<ValidMessage>(var valid) -> valid;
            case Checked.Failed<ValidMessage>(var problems) -> throw new AssertionError(problems.toString());
        };
    }

    @Benchmark
    public byte[] write() {
        return xml.write(message);
    }

    @Benchmark
    public List<Problem> checkAgainstTheLaw() {
        return Judgement.ofRequest(request, exchange, relationship, DAY);
    }

    /** The example with {@code more} data items. */
    private RequestContent request(int more) throws IOException {
        String example = Files.readString(Path.of("examples", "preservation-request.xml"));
        int first = example.indexOf("<data category");
        String address = "<ipAddress><address>203.0.113.77</address><port>50412</port>"
                + "<at>2026-11-14T02:03:41+09:00</at><zone>Asia/Tokyo</zone></ipAddress>";
        String item = "<data category=\"TRA\"><description>Logs of the server.</description><identifiers>"
                + address.repeat(Math.max(1, bytes / MOST_ITEMS / OF_AN_ADDRESS))
                + "</identifiers><linkToOffence>The sessions came from these addresses.</linkToOffence></data>";
        String text = example.substring(0, first) + item.repeat(more) + example.substring(first);
        return switch (xml.readSubmission(text.getBytes(StandardCharsets.UTF_8))) {
            case Checked.Passed<Submission>(var submission) -> (RequestContent) submission.content();
            case Checked.Failed<Submission>(var problems) -> throw new AssertionError(problems.toString());
        };
    }
}
