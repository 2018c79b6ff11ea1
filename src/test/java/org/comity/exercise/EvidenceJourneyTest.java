package org.comity.exercise;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.comity.GatewayProcess;
import org.comity.Officer;
import org.comity.OneAtATime;
import org.comity.messages.Digest;
import org.comity.messages.Part;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.util.unit.DataSize;

/**
 * UC-10: evidence passes both gateways in 256 MB of heap each, and goes on where it stopped after either is killed (THREAT-32, THREAT-118).
 * {@code -Dcomity.evidence.size=1GB} sends a gigabyte.
 */
@ExtendWith(OneAtATime.class)
class EvidenceJourneyTest {
    private static final DataSize SIZE = DataSize.parse(System.getProperty("comity.evidence.size", "48MB"));
    private static final Duration PLENTY = Duration.ofMinutes(20);

    /** Not a whole number of parts. */
    private static final long LENGTH = SIZE.toBytes() + 12_345;

    private static final int PARTS = Math.toIntExact((LENGTH + Part.SIZE - 1) / Part.SIZE);

    /** Megabytes beside the heap: code, threads, buffers of the sockets. */
    private static final long MOST_BESIDE_HEAP = 450;

    /** What is late otherwise by minutes. A lease outlasts any one piece of work: what does not end in it counts as crashed. */
    private static final String[] HASTE = {
        "comity.relay.lease=30s",
        "comity.as2.answer-timeout=20s",
        "comity.as2.longest-pause=2s",
        "comity.as2.longest-probe-pause=2s"
    };

    @TempDir(cleanup = CleanupMode.ON_SUCCESS)
    Path data;

    private TwoGateways two;
    private GatewayProcess ours;
    private GatewayProcess theirs;

    @BeforeEach
    void startBoth() throws IOException {
        two = TwoGateways.under(data).asShipped();
        ours = two.start(two.ours(), HASTE);
        theirs = two.start(two.theirs(), HASTE);
        two.awaitUp(two.ours(), ours);
        two.awaitUp(two.theirs(), theirs);
    }

    @AfterEach
    void endBoth() {
        two.close();
    }

    @Test
    void arrivesWholeWhicheverSideIsKilled() throws IOException {
        Path evidence = data.resolve("evidence.bin");
        String sha256 = write(evidence);
        String request = send(evidence);

        theirs = killedAt(two.theirs(), theirs, request, PARTS / 4);
        ours = killedAt(two.ours(), ours, request, PARTS / 2);

        await("the whole is there")
                .atMost(PLENTY)
                .until(() -> attachment(request).path("complete").asBoolean());
        everyPartArrivedOnce();
        theirOfficerReadsTheSameBytes(request, sha256);
        assertThat(timeline(request)).contains("attachment.complete").hasSizeLessThan(20);
        memoryStayedFlat();
    }

    /** The budget is within twice of openssl doing the same cryptography. Printed, since it is no claim about every machine. */
    @Test
    @EnabledIfSystemProperty(named = "comity.evidence.size", matches = ".+", disabledReason = "a measurement")
    void saysWhatItCostsBesideOpenssl() throws Exception {
        Path evidence = data.resolve("evidence.bin");
        String sha256 = write(evidence);
        var processes = new BenchCost.Processes(
                ours.pid(),
                BenchCost.postmaster(two.ours().directory()),
                theirs.pid(),
                BenchCost.postmaster(two.theirs().directory()));
        Officer akiko = two.officer(two.ours(), "akiko");
        BenchCost began = BenchCost.of(processes, 0, 0, 0);
        String request = akiko.submit(TwoGateways.example(), evidence);
        BenchCost submitted = BenchCost.of(processes, 0, 0, 0);
        long since = System.nanoTime();
        two.officer(two.ours(), "kenji").approve(request, request);
        await("the whole is there")
                .atMost(PLENTY)
                .pollInterval(Duration.ofSeconds(2))
                .until(() -> attachment(request).path("complete").asBoolean());
        everyPartArrivedOnce();
        long took = Duration.ofNanos(System.nanoTime() - since).toMillis();
        BenchCost arrived = BenchCost.of(processes, 0, 0, 0);
        assertThat(attachment(request).path("sha256").asText()).isEqualTo(sha256);
        memoryStayedFlat();
        System.out.println(SIZE + ", milliseconds of CPU; handed in: "
                + submitted.since(began).told());
        System.out.println("from approval to the last receipt " + took + " ms; "
                + arrived.since(submitted).told());
        System.out.println("openssl: " + openssl(evidence));
    }

    /** Signed, encrypted, decrypted and verified, with P-256, SHA-256 and AES-256-GCM as between the two, in DER: no base64, no TLS, no database. */
    private String openssl(Path evidence) throws IOException, InterruptedException {
        String script = """
                set -e
                for who in sender receiver; do
                  openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -subj /CN=$who -keyout $who.key -out $who.pem 2>/dev/null
                done
                exchange() {
                  openssl cms -sign -binary -nodetach -stream -md sha256 -signer sender.pem -inkey sender.key -outform DER -in "$1" -out signed
                  openssl cms -encrypt -binary -stream -aes-256-gcm -outform DER -in signed -out sealed receiver.pem
                  openssl cms -decrypt -binary -inform DER -recip receiver.pem -inkey receiver.key -in sealed -out opened
                  openssl cms -verify -binary -inform DER -CAfile sender.pem -purpose any -in opened -out verified 2>/dev/null
                }
                TIMEFORMAT='%3R s, CPU %3U user + %3S system'
                time exchange "$1"
                cmp "$1" verified
                """;
        Process process = new ProcessBuilder("bash", "-c", script, "measured", evidence.toString())
                .directory(data.toFile())
                .redirectErrorStream(true)
                .start();
        String told = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(told).isZero();
        return told;
    }

    private String send(Path evidence) throws IOException {
        Officer akiko = two.officer(two.ours(), "akiko");
        String request = akiko.submit(TwoGateways.example(), evidence);
        two.officer(two.ours(), "kenji").approve(request, request);
        return request;
    }

    /** The moment is seen as an officer sees it: so many of so many parts, at REST. */
    private GatewayProcess killedAt(Party party, GatewayProcess gateway, String request, int parts) {
        Officer akiko = two.officer(two.ours(), "akiko");
        await(parts + " parts have a receipt")
                .atMost(PLENTY)
                .pollInterval(Duration.ofMillis(200))
                .until(() -> {
                    JsonNode progress = akiko.message(request, request).path("parts");
                    assertThat(progress.path("all").asInt()).isEqualTo(PARTS);
                    return progress.path("there").asInt() >= parts;
                });
        gateway.kill();
        GatewayProcess again = two.start(party, HASTE);
        two.awaitUp(party, again);
        return again;
    }

    private JsonNode attachment(String request) {
        return two.officer(two.theirs(), "pat")
                .message(request, request)
                .path("attachments")
                .path(0);
    }

    private List<String> timeline(String request) {
        return two.officer(two.theirs(), "pat").file(request).path("timeline").findValuesAsText("event");
    }

    private void everyPartArrivedOnce() {
        await("every receipt is recorded")
                .atMost(PLENTY)
                .until(() ->
                        two.here().count("select count(*) from message where kind = 'part' and state = 'DELIVERED'")
                                == PARTS);
        String sent = "select id || ' ' || mic from message where kind = 'part' and direction = 'OUT' order by id";
        String got = "select i.message || ' ' || i.mic from inbox i join message m on m.id = i.message"
                + " where m.kind = 'part' order by i.message";
        assertThat(two.there().texts(got)).hasSize(PARTS).isEqualTo(two.here().texts(sent));
        assertThat(two.there().count("select count(*) from attachment a join payload_piece p on p.payload = a.payload"))
                .isEqualTo(PARTS);
        assertThat(two.here().count("select count(*) from parked")).isZero();
        // no content key outlives its use
        assertThat(two.here().count("select count(*) from seal")).isZero();
    }

    private void theirOfficerReadsTheSameBytes(String request, String sha256) throws IOException {
        JsonNode file = attachment(request);
        assertThat(file.path("length").asLong()).isEqualTo(LENGTH);
        assertThat(file.path("sha256").asText()).isEqualTo(sha256);
        Path copy = data.resolve("copy.bin");
        two.officer(two.theirs(), "pat").download(file.path("href").asText(), copy);
        assertThat(Files.mismatch(data.resolve("evidence.bin"), copy)).isEqualTo(-1);
    }

    /** The heap is bounded by its setting, and a gateway that needs more ends; what is beside it is bounded here. */
    private void memoryStayedFlat() throws IOException {
        for (GatewayProcess gateway : new GatewayProcess[] {ours, theirs}) {
            String peak = Files.readAllLines(Path.of("/proc", String.valueOf(gateway.pid()), "status")).stream()
                    .filter(line -> line.startsWith("VmHWM"))
                    .findFirst()
                    .orElseThrow();
            long megabytes = Long.parseLong(peak.replaceAll("\\D", "")) / 1024;
            assertThat(megabytes).isLessThan(TwoGateways.HEAP + MOST_BESIDE_HEAP);
        }
    }

    private static String write(Path file) throws IOException {
        Random random = new Random(1);
        var sha256 = Digest.sha256();
        byte[] piece = new byte[64 * 1024];
        try (OutputStream out = Files.newOutputStream(file)) {
            for (long left = LENGTH; left > 0; left -= piece.length) {
                random.nextBytes(piece);
                int length = (int) Math.min(left, piece.length);
                out.write(piece, 0, length);
                sha256.update(piece, 0, length);
            }
        }
        return HexFormat.of().formatHex(sha256.digest());
    }
}
