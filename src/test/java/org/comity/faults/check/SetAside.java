package org.comity.faults.check;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.comity.faults.check.Findings.Kind;
import org.comity.faults.check.Told.Harm;

/**
 * Whether what a side set aside for a person had to be. The run's operator puts everything back within seconds, so only the journal tells of it. An
 * early message is left out: it goes on by itself, and one that does not is out of order.
 */
final class SetAside {
    /** How often in a row work on an errand may end in a crash or a surprise: {@code comity.relay.unfinished} as shipped. */
    private static final int MOST_INTERRUPTED = 5;

    /** A receiver does not know a key yet, or turns away a sender whose clock or answers were wrong. */
    private static final Set<String> DISTRUST = Set.of("KEY_RENEWED", "WRONG_ANSWERS", "CLOCK_MOVED");

    /** Lasts longer than five tries at the run's pauses of seconds; before its keys were made, a gateway has none. */
    private static final Set<String> LASTING = Set.of("DISK_FULL", "CLOCK_MOVED");

    /** With the last word about the message from which its tries were counted anew. */
    private static final String PARKED = """
            select l.id, l.message, l.detail ->> 'reason', extract(epoch from l.at), extract(epoch from coalesce(
                (select max(at) from journal_leaf b where b.message = l.message and b.id < l.id and event in
                    ('message.approved', 'message.received', 'message.resumed', 'message.tried', 'message.unparked', 'errand.unparked')),
                m.created, l.at))
            from journal_leaf l left join message m on m.id = l.message
            where event in ('message.parked', 'errand.parked') and l.detail ->> 'reason' <> 'EARLY' and l.id >""";

    private final String name;
    private final Rows side;
    private long judged; // leaves, in batches before

    SetAside(String name, Rows side) {
        this.name = name;
        this.side = side;
    }

    /** @param batch what was done since the last call */
    void check(List<Harm> batch, Findings findings) {
        for (List<String> row : side.list(PARKED + judged + " order by l.id")) {
            judged = Long.parseLong(row.getFirst());
            String reason = row.get(2);
            if (!hadTo(reason, instant(row.get(4)), instant(row.get(3)), batch)) {
                findings.add(Kind.WRONGLY_PARKED, row.get(1) + " as " + reason + " at " + name);
            }
        }
    }

    private static boolean hadTo(String reason, Instant from, Instant until, List<Harm> batch) {
        return switch (reason) {
            case "UNKNOWN_CERT", "refused" -> isAmong(DISTRUST, batch);
            case "poison" -> wasInterrupted(from, until, batch);
            case "surprise" -> wasInterrupted(from, until, batch) || isAmong(LASTING, batch);
            default -> false;
        };
    }

    private static boolean isAmong(Set<String> sorts, List<Harm> batch) {
        return batch.stream().anyMatch(harm -> sorts.contains(harm.what()));
    }

    private static boolean wasInterrupted(Instant from, Instant until, List<Harm> batch) {
        return batch.stream()
                        .filter(harm -> harm.at().isAfter(from) && harm.at().isBefore(until))
                        .count()
                >= MOST_INTERRUPTED;
    }

    private static Instant instant(String epoch) {
        return Instant.ofEpochMilli((long) (Double.parseDouble(epoch) * 1_000));
    }
}
