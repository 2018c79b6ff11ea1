package org.comity.exercise;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.comity.GatewayDatabase;
import org.comity.GatewayProcess;
import org.comity.Officer;
import org.comity.OneAtATime;
import org.comity.messages.Part;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.util.FileSystemUtils;

/** THREAT-116, UC-09/7f: a partner puts back a backup, and gets again what it had given its receipt for since. */
@ExtendWith(OneAtATime.class)
class RestoreJourneyTest {
    private static final Duration PLENTY = Duration.ofMinutes(4);

    /** Two parts. */
    private static final int LENGTH = Part.SIZE + 12_345;

    @TempDir
    Path data;

    @Test
    void whatAPartnerLostWithItsDatabaseComesAgainOnce() throws Exception {
        try (TwoGateways two = TwoGateways.under(data)) {
            GatewayProcess ours = two.start(two.ours());
            GatewayProcess theirs = two.start(two.theirs());
            two.awaitUp(two.ours(), ours);
            two.awaitUp(two.theirs(), theirs);
            String kept = request(two, TwoGateways.example());
            await("acknowledged")
                    .atMost(PLENTY)
                    .until(() -> officer(two).state(kept).equals("ACKNOWLEDGED"));
            theirs.stop();
            Path database = two.theirs().directory().resolve("postgres");
            Path backup = data.resolve("backup");
            FileSystemUtils.copyRecursively(database, backup);

            Instant since = Clock.systemUTC().instant();
            theirs = two.start(two.theirs());
            two.awaitUp(two.theirs(), theirs);
            Path file = Files.write(data.resolve("log.bin"), new byte[LENGTH]);
            String lost = officer(two).submit(TwoGateways.example(), file);
            two.officer(two.ours(), "kenji").approve(lost, lost);
            GatewayDatabase here = two.here();
            String delivered =
                    "select count(*) from message where direction = 'OUT' and state = 'DELIVERED' and kind <> 'ping'";
            await("all has its receipt").atMost(PLENTY).until(() -> here.count(delivered) == 4);
            await("acknowledged")
                    .atMost(PLENTY)
                    .until(() -> officer(two).state(lost).equals("ACKNOWLEDGED"));
            String receipts =
                    "select message || ' ' || mic || ' ' || at from receipt where direction = 'IN' order by message";
            List<String> proofs = here.texts(receipts);
            String sums =
                    "select id || ' ' || mic from message where direction = 'OUT' and mic is not null order by id";
            List<String> sent = here.texts(sums);
            theirs.stop();

            FileSystemUtils.deleteRecursively(database);
            FileSystemUtils.copyRecursively(backup, database);
            theirs = two.start(two.theirs());
            theirs.awaitLine("the database is older than its last checkpoint");
            assertThat(theirs.awaitEnd()).isEqualTo(1);
            theirs = two.start(two.theirs(), "comity.journal.accept-rollback=true");
            two.awaitUp(two.theirs(), theirs);
            theirs.awaitLine("goes on with an older database");
            GatewayDatabase there = two.there();
            assertThat(there.texts("select id from request")).containsExactly(kept);

            assertThat(resend(two, since)).contains("Messages that go again: 1");
            await("it is there, with its file")
                    .atMost(PLENTY)
                    .until(() -> there.count("select count(*) from message where kind = 'part'") == 2
                            && here.count(delivered) == 4);
            assertThat(resend(two, since.minus(Duration.ofHours(1)))).contains("Messages that go again: 2");
            await("both came again")
                    .atMost(PLENTY)
                    .until(() -> here.count("select count(*) from journal_leaf where event = 'message.delivered-again'")
                            == 7);
            assertThat(there.texts("select id from request order by id")).containsExactlyInAnyOrder(kept, lost);
            assertThat(here.texts(receipts)).as("the first receipts stay").isEqualTo(proofs);
            assertThat(here.texts(sums)).isEqualTo(sent);
            assertThat(there.count("select count(*) from journal_leaf where event = 'attachment.complete'"))
                    .isEqualTo(1);
            assertThat(there.count("select max(substring(reference from '[0-9]+$')::int) from request"))
                    .as("no number is given twice")
                    .isGreaterThan(1_000);
            assertThat(officer(two).state(lost)).isEqualTo("ACKNOWLEDGED");
            assertThat(here.count("select count(*) from parked") + there.count("select count(*) from parked"))
                    .isZero();
        }
    }

    private static String request(TwoGateways two, byte[] xml) {
        String request = officer(two).submit(xml);
        two.officer(two.ours(), "kenji").approve(request, request);
        return request;
    }

    private static Officer officer(TwoGateways two) {
        return two.officer(two.ours(), "akiko");
    }

    private String resend(TwoGateways two, Instant since) throws IOException {
        try (GatewayProcess command = GatewayProcess.start(
                data.resolve("resend.log"),
                TwoGateways.HEAP,
                "partner",
                "resend",
                two.theirs().id().value(),
                "--since",
                since.toString(),
                "--settings",
                two.ours().settings().toString())) {
            assertThat(command.awaitEnd()).as(command::console).isZero();
            return command.console();
        }
    }
}
