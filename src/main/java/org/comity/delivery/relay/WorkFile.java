package org.comity.delivery.relay;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * What this process works on, in a file that outlives it: whatever stands there at the next start was at work when the process died, and
 * one of it may be why (THREAT-124). A page of memory that the operating system keeps, never forced to disk: it costs no write, and when the
 * machine fails no errand is to blame. Safe for many threads.
 */
final class WorkFile {
    /** Far more than can be at work; what finds no slot is not counted. */
    private static final int SLOTS = 4096;

    /** Bytes: a length, an address, a line break, an id. */
    private static final int SLOT = 256;

    private final MappedByteBuffer file;
    private final BitSet used = new BitSet(SLOTS);
    private final Map<String, Integer> slots = new HashMap<>();
    private final Map<Integer, Reference> left = new HashMap<>();

    private WorkFile(MappedByteBuffer file) {
        this.file = file;
        IntStream.range(0, SLOTS)
                .forEach(slot -> read(slot).ifPresent(one -> {
                    left.put(slot, one);
                    used.set(slot);
                }));
    }

    static WorkFile in(Path path) {
        try {
            Files.createDirectories(path.toAbsolutePath().getParent());
            try (FileChannel channel = FileChannel.open(
                    path, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
                if (channel.size() != SLOTS * SLOT) {
                    channel.write(ByteBuffer.allocate(SLOTS * SLOT), 0); // a hole would have no room on a full disk
                }
                return new WorkFile(channel.map(FileChannel.MapMode.READ_WRITE, 0, SLOTS * SLOT));
            }
        } catch (IOException failed) {
            throw new UncheckedIOException("comity.relay.at-work", failed);
        }
    }

    /** What the process before this one worked on when it died. */
    synchronized List<Reference> left() {
        return left.values().stream().distinct().toList();
    }

    /** It was counted. */
    synchronized void forgetWhatWasLeft() {
        left.keySet().forEach(this::free);
        left.clear();
    }

    synchronized void begun(String work, Reference errand) {
        byte[] text = (errand.address() + "\n" + errand.subject()).getBytes(StandardCharsets.UTF_8);
        int slot = used.nextClearBit(0);
        if (text.length < SLOT && slot < SLOTS) {
            used.set(slot);
            slots.put(work, slot);
            file.put(slot * SLOT + 1, text);
            file.put(slot * SLOT, (byte) text.length);
        }
    }

    synchronized void ended(String work) {
        Optional.ofNullable(slots.remove(work)).ifPresent(this::free);
    }

    /** Of this process; what the one before left stays until it is counted. */
    synchronized void forgetWhatIsUnderWay() {
        slots.values().forEach(this::free);
        slots.clear();
    }

    private void free(int slot) {
        file.put(slot * SLOT, (byte) 0);
        used.clear(slot);
    }

    private Optional<Reference> read(int slot) {
        byte[] text = new byte[Byte.toUnsignedInt(file.get(slot * SLOT))];
        file.get(slot * SLOT + 1, text);
        String[] parts = new String(text, StandardCharsets.UTF_8).split("\n", 2);
        return parts.length == 2 ? Optional.of(new Reference(parts[0], parts[1])) : Optional.empty();
    }
}
