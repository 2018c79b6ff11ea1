package org.comity.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.comity.messages.Digest;
import org.junit.jupiter.api.Test;

class PayloadsTest {
    private static final TestDatabase DATABASE = TestDatabase.fresh();
    private static final Instant NOW = Instant.parse("2026-03-02T09:00:00Z");

    private final Payloads payloads = new Payloads(DATABASE.jdbc(), Clock.fixed(NOW, ZoneOffset.UTC));

    @Test
    void givesBackWhatItStored() throws IOException {
        for (int length : new int[] {0, 1, 10_240, Payloads.LONGEST_PIECE, Payloads.LONGEST_PIECE + 1, 9_000_000}) {
            byte[] bytes = random(length);
            PayloadId id = payloads.store(bytes);
            assertThat(Arrays.equals(payloads.read(id), bytes))
                    .as("%s bytes", length)
                    .isTrue();
            assertThat(payloads.digest(id)).isEqualTo(Digest.of(bytes));
            assertThat(payloads.length(id)).isEqualTo(length);
            try (InputStream stream = payloads.open(id)) {
                assertThat(Arrays.equals(stream.readAllBytes(), bytes)).isTrue();
            }
        }
    }

    @Test
    void storesSeveralAtOnceInTheirOrder() {
        for (byte[] last : new byte[][] {random(3), new byte[0], random(Payloads.LONGEST_PIECE + 1)}) {
            List<PayloadId> ids = payloads.storeAll(random(1), random(10_240), last);
            assertThat(ids.stream().map(payloads::digest))
                    .containsExactly(Digest.of(random(1)), Digest.of(random(10_240)), Digest.of(last));
            assertThat(payloads.read(ids.getLast())).isEqualTo(last);
        }
    }

    @Test
    void storesAStreamOfAnyLength() throws IOException {
        byte[] bytes = random(9_000_001);
        PayloadId id = payloads.store(new ByteArrayInputStream(bytes));
        assertThat(payloads.pieces(id)).containsExactlyInAnyOrder(0, 1, 2);
        assertThat(payloads.digest(id)).isEqualTo(Digest.of(bytes));
    }

    @Test
    void gathersPiecesThatComeInAnyOrderAndTwice() {
        PayloadId id = payloads.begin();
        payloads.piece(id, 2, new byte[] {5});
        payloads.piece(id, 0, new byte[] {1, 2});
        payloads.piece(id, 0, new byte[] {9, 9});
        assertThat(payloads.pieces(id)).containsExactlyInAnyOrder(0, 2);
        assertThatThrownBy(() -> payloads.finish(id)).hasMessageContaining("gap");
        payloads.piece(id, 1, new byte[] {3, 4});
        assertThat(payloads.finish(id)).isEqualTo(Digest.of(new byte[] {1, 2, 3, 4, 5}));
        assertThat(payloads.read(id)).containsExactly(1, 2, 3, 4, 5);
    }

    @Test
    void readsNothingThatIsNotFinished() {
        PayloadId id = payloads.begin();
        payloads.piece(id, 0, new byte[] {1});
        assertThatThrownBy(() -> payloads.read(id)).hasMessageContaining("not finished");
        assertThatThrownBy(() -> payloads.open(id)).hasMessageContaining("not finished");
    }

    @Test
    void changesNothingThatIsFinished() {
        PayloadId id = payloads.store(new byte[] {1});
        assertThatThrownBy(() -> payloads.piece(id, 1, new byte[] {2})).hasMessageContaining("is finished");
        assertThat(payloads.read(id)).containsExactly(1);
    }

    // THREAT-123: bytes that are torn do not pass for whole ones
    @Test
    void failsToStreamAPayloadOfWhichAPieceIsGone() throws IOException {
        PayloadId id = payloads.store(random(Payloads.LONGEST_PIECE + 5));
        DATABASE.asOwner("delete from payload_piece where payload = '" + id.uuid() + "' and index = 1");
        try (InputStream stream = payloads.open(id)) {
            assertThatThrownBy(stream::readAllBytes).isInstanceOf(IOException.class);
        }
    }

    private static byte[] random(int length) {
        byte[] bytes = new byte[length];
        new Random(length).nextBytes(bytes);
        return bytes;
    }
}
