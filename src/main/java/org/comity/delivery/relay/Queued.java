package org.comity.delivery.relay;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.comity.journal.Errand;
import org.comity.journal.Strand;

/**
 * What this node has claimed and nobody has taken from the queues yet, and what was taken and did not end yet. An errand that waits long
 * in a queue would lose its lease and come twice; so only as many are claimed as were seen taken, or as long ago that their lease ended.
 * And a strand that has half its share claimed or at work is busy: the rest of it waits in the database, untouched, and comes when these
 * end (THREAT-125). Safe for many threads.
 */
final class Queued {
    private final int most;
    private final int enough;
    private final Duration lease;
    private final Map<Reference, Claimed> claimed = new LinkedHashMap<>();
    private final Set<Reference> overdue = new HashSet<>();
    private final Map<String, Strand> atWork = new HashMap<>();

    Queued(RelaySettings settings) {
        this.most = settings.queued();
        this.enough = settings.halfShare();
        this.lease = settings.lease();
    }

    private record Claimed(Strand strand, Instant at) {}

    synchronized int room(Instant now) {
        Iterator<Map.Entry<Reference, Claimed>> oldest = claimed.entrySet().iterator();
        while (oldest.hasNext()) {
            Map.Entry<Reference, Claimed> one = oldest.next();
            Instant at = one.getValue().at();
            boolean holds = at.plus(lease).isAfter(now);
            boolean fromTheFuture = at.isAfter(now.plus(lease)); // the clock was put back since (THREAT-89)
            if (holds && !fromTheFuture) {
                break;
            }
            oldest.remove();
            remember(one.getKey());
        }
        return Math.max(0, most - claimed.size());
    }

    /** Strands that wait for an end of theirs. */
    synchronized Set<Strand> busy() {
        return strands().collect(Collectors.groupingBy(Function.identity(), Collectors.counting())).entrySet().stream()
                .filter(strand -> strand.getValue() > enough)
                .map(Map.Entry::getKey)
                .collect(Collectors.toUnmodifiableSet());
    }

    private Stream<Strand> strands() {
        return Stream.concat(claimed.values().stream().map(Claimed::strand), atWork.values().stream())
                .filter(strand -> !strand.partner().isEmpty());
    }

    /** Before they are sent: one may be taken before the sender knows that it was sent. */
    synchronized void claimed(Collection<Errand> errands, Instant now) {
        for (Errand errand : errands) {
            Reference reference = Reference.to(errand);
            claimed.remove(reference);
            claimed.put(reference, new Claimed(errand.strand(), now));
        }
    }

    /** They were not sent after all. */
    synchronized void putBack(Collection<Errand> errands) {
        errands.forEach(errand -> claimed.remove(Reference.to(errand)));
    }

    /**
     * One was taken. One whose lease had ended counts for nobody any more; one that is not known was claimed by another node at a shared
     * broker, which in turn took one of ours: the oldest of its strand goes, or the oldest of all if we have none of it.
     *
     * @param work under which its end will be told
     */
    synchronized void taken(Reference reference, Strand strand, String work) {
        atWork.put(work, strand);
        if (!overdue.remove(reference) && claimed.remove(reference) == null) {
            claimed.entrySet().stream()
                    .filter(one -> one.getValue().strand().equals(strand))
                    .map(Map.Entry::getKey)
                    .findFirst()
                    .or(() -> claimed.keySet().stream().findFirst())
                    .ifPresent(claimed::remove);
        }
    }

    /** @return whether its strand has become free by that */
    synchronized boolean ended(String work) {
        Strand strand = atWork.remove(work);
        return strand != null && strands().filter(strand::equals).count() == enough;
    }

    /** At most as many as can be queued: what a broker lost is never taken. */
    private void remember(Reference reference) {
        if (overdue.size() >= most) {
            overdue.clear();
        }
        overdue.add(reference);
    }
}
