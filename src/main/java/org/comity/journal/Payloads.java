package org.comity.journal;

import static org.comity.journal.Columns.utc;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.comity.messages.Digest;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.core.support.SqlBinaryValue;
import org.springframework.stereotype.Repository;

/**
 * Bytes of any length, in pieces of at most 4 MiB: memory is flat, one database is everything to back up, any node serves them. A
 * finished payload never changes. Every method joins the caller's transaction or is one of its own.
 */
@Repository
public class Payloads {
    /** Bytes of the longest piece; the table checks it. */
    public static final int LONGEST_PIECE = 4 << 20;

    /** Bytes of the longest payload that {@link #read} returns at once; longer ones are read by {@link #open}. */
    public static final int LONGEST_READ = 16 << 20;

    private final JdbcClient jdbc;
    private final Clock clock;

    Payloads(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    public PayloadId store(byte[] bytes) {
        return storeAll(bytes).getFirst();
    }

    /** All of one moment, in one statement unless one of them is long; in their order. */
    public List<PayloadId> storeAll(byte[]... all) {
        return Arrays.stream(all).allMatch(bytes -> bytes.length > 0 && bytes.length <= LONGEST_PIECE)
                ? storeWhole(all)
                : Arrays.stream(all).map(this::storeInPieces).toList();
    }

    private List<PayloadId> storeWhole(byte[]... all) {
        Instant now = clock.instant();
        List<PayloadId> ids = new ArrayList<>();
        List<Object> rows = new ArrayList<>();
        List<Object> pieces = new ArrayList<>();
        for (byte[] bytes : all) {
            PayloadId id = PayloadId.at(now);
            ids.add(id);
            rows.addAll(List.of(id.uuid(), Digest.of(bytes).hex(), bytes.length, utc(now)));
            pieces.addAll(List.of(id.uuid(), uncopied(bytes)));
        }
        rows.addAll(pieces);
        jdbc.sql("with stored as (insert into payload (id, sha256, length, stored) values "
                        + "(?, ?, ?, ?), ".repeat(all.length - 1)
                        + "(?, ?, ?, ?)) insert into payload_piece (payload, index, bytes) values "
                        + "(?, 0, ?), ".repeat(all.length - 1) + "(?, 0, ?)")
                .params(rows)
                .update();
        return ids;
    }

    /** Reads {@code bytes} to their end; holds one piece at a time. */
    public PayloadId store(InputStream bytes) throws IOException {
        PayloadId id = begin();
        MessageDigest sha256 = Digest.sha256();
        byte[] piece =
                new byte[LONGEST_PIECE]; // one for all: fresh ones for a gigabyte would be all that the collector does
        long length = 0;
        int count = bytes.readNBytes(piece, 0, LONGEST_PIECE);
        for (int index = 0; count > 0; index++) {
            piece(id, index, count == LONGEST_PIECE ? piece : Arrays.copyOf(piece, count));
            sha256.update(piece, 0, count);
            length += count;
            count = bytes.readNBytes(piece, 0, LONGEST_PIECE);
        }
        finish(id, Digest.ofHash(sha256.digest()), length);
        return id;
    }

    /** A payload whose pieces come later and in any order; {@link #finish} makes it readable. */
    public PayloadId begin() {
        PayloadId id = PayloadId.at(clock.instant());
        jdbc.sql("insert into payload (id, stored) values (?, ?)")
                .params(id.uuid(), utc(clock.instant()))
                .update();
        return id;
    }

    /**
     * Adds a piece of an unfinished payload; the same index again leaves the first bytes as they are.
     *
     * @param index from 0
     * @param bytes 1 to {@link #LONGEST_PIECE}
     */
    public void piece(PayloadId id, int index, byte[] bytes) {
        boolean unfinished = jdbc.sql("""
                        with unfinished as (select id from payload where id = ? and sha256 is null),
                            stored as (
                                insert into payload_piece (payload, index, bytes) select id, ?, ? from unfinished
                                on conflict do nothing)
                        select exists (select from unfinished)""")
                .params(id.uuid(), index, uncopied(bytes))
                .query(Boolean.class)
                .single();
        if (!unfinished) {
            throw new IllegalStateException("payload " + id + " is finished or was never begun");
        }
    }

    /** How many pieces are here. */
    public int pieceCount(PayloadId id) {
        return jdbc.sql("select count(*) from payload_piece where payload = ?")
                .param(id.uuid())
                .query(Integer.class)
                .single();
    }

    /** The pieces that are here: what a resumed transfer need not send again. */
    public Set<Integer> pieces(PayloadId id) {
        return new HashSet<>(jdbc.sql("select index from payload_piece where payload = ?")
                .param(id.uuid())
                .query(Integer.class)
                .list());
    }

    /** Makes a payload readable once every piece from 0 on is here, and says what all its bytes digest to. */
    public Digest finish(PayloadId id) {
        MessageDigest sha256 = Digest.sha256();
        long length = 0;
        List<Integer> indexes = pieces(id).stream().sorted().toList();
        for (int index = 0; index < indexes.size(); index++) {
            byte[] bytes = pieceAt(id, index)
                    .orElseThrow(() -> new IllegalStateException("payload " + id + " has a gap between its pieces"));
            sha256.update(bytes);
            length += bytes.length;
        }
        Digest digest = Digest.ofHash(sha256.digest());
        finish(id, digest, length);
        return digest;
    }

    /** @throws IllegalArgumentException if it is longer than {@link #LONGEST_READ} */
    public byte[] read(PayloadId id) {
        Begun payload = jdbc.sql("""
                        select length, bytes from payload left join payload_piece on payload = id and index = 0
                        where id = ? and sha256 is not null""")
                .param(id.uuid())
                .query((row, number) -> new Begun(row.getLong("length"), Optional.ofNullable(row.getBytes("bytes"))))
                .optional()
                .orElseThrow(() -> unfinished(id));
        if (payload.length() > LONGEST_READ) {
            throw new IllegalArgumentException("payload " + id + " is too long to read at once: open it");
        }
        return payload.first()
                .map(first -> first.length == payload.length() ? first : gather(id, first, (int) payload.length()))
                .orElseGet(() -> new byte[0]);
    }

    /** What one look finds: all of most payloads. */
    private record Begun(long length, Optional<byte[]> first) {}

    /** Streams a finished payload of any length, one piece in memory; each piece is one query, so no transaction stays open. */
    public InputStream open(PayloadId id) {
        long length = length(id);
        return new PayloadStream(length, index -> pieceAt(id, index));
    }

    /** Of a finished payload, in bytes. */
    public long length(PayloadId id) {
        return finished(id, "length", Long.class);
    }

    /** SHA-256 over all bytes of a finished payload, as computed when it was stored. */
    public Digest digest(PayloadId id) {
        return new Digest(finished(id, "sha256", String.class));
    }

    private PayloadId storeInPieces(byte[] bytes) {
        PayloadId id = begin();
        for (int index = 0; index * (long) LONGEST_PIECE < bytes.length; index++) {
            int from = index * LONGEST_PIECE;
            piece(id, index, Arrays.copyOfRange(bytes, from, Math.min(bytes.length, from + LONGEST_PIECE)));
        }
        finish(id, Digest.of(bytes), bytes.length);
        return id;
    }

    private void finish(PayloadId id, Digest sha256, long length) {
        jdbc.sql("update payload set sha256 = ?, length = ? where id = ? and sha256 is null")
                .params(sha256.hex(), length, id.uuid())
                .update();
    }

    private byte[] gather(PayloadId id, byte[] first, int length) {
        byte[] all = Arrays.copyOf(first, length);
        int filled = first.length;
        for (int index = 1; filled < length; index++) {
            byte[] next = pieceAt(id, index).orElseThrow();
            System.arraycopy(next, 0, all, filled, next.length);
            filled += next.length;
        }
        return all;
    }

    /** One piece: bytes from {@code index} times {@link #LONGEST_PIECE} on. */
    public byte[] piece(PayloadId id, int index) {
        return pieceAt(id, index)
                .orElseThrow(() -> new IllegalStateException("payload " + id + " has no piece " + index));
    }

    /** As bytes, which the driver would copy; it does not copy a stream. */
    private static SqlBinaryValue uncopied(byte[] bytes) {
        return new SqlBinaryValue(new ByteArrayInputStream(bytes), bytes.length);
    }

    private Optional<byte[]> pieceAt(PayloadId id, int index) {
        return jdbc.sql("select bytes from payload_piece where payload = ? and index = ?")
                .params(id.uuid(), index)
                .query((row, number) -> row.getBytes(1))
                .optional();
    }

    private <T> T finished(PayloadId id, String column, Class<T> type) {
        return jdbc.sql("select " + column + " from payload where id = ? and sha256 is not null")
                .param(id.uuid())
                .query(type)
                .optional()
                .orElseThrow(() -> unfinished(id));
    }

    private static IllegalStateException unfinished(PayloadId id) {
        return new IllegalStateException("payload " + id + " is not finished");
    }
}
