package org.comity.delivery.relay;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.comity.journal.Errand;

/**
 * What this node has claimed and nobody has taken from the queues yet. An errand that waits long in a queue would lose its lease and come
 * twice; so only as many are claimed as were seen taken, or as long ago that their lease ended. Safe for many threads.
 */
final class Queued {
    private final int most;
    private final Duration lease;
    private final Map<Reference, Instant> claimed = new LinkedHashMap<>();
    private final Set<Reference> overdue = new HashSet<>();

    Queued(int most, Duration lease) {
        this.most = most;
        this.lease = lease;
    }

    synchronized int room(Instant now) {
        Iterator<Map.Entry<Reference, Instant>> oldest = claimed.entrySet().iterator();
        while (oldest.hasNext()) {
            Map.Entry<Reference, Instant> one = oldest.next();
            boolean holds = one.getValue().plus(lease).isAfter(now);
            boolean fromTheFuture = one.getValue().isAfter(now.plus(lease)); // the clock was put back since (THREAT-89)
            if (holds && !fromTheFuture) {
                break;
            }
            oldest.remove();
            remember(one.getKey());
        }
        return Math.max(0, most - claimed.size());
    }

    /** Before they are sent: one may be taken before the sender knows that it was sent. */
    synchronized void claimed(Collection<Errand> errands, Instant now) {
        for (Errand errand : errands) {
            Reference reference = Reference.to(errand);
            claimed.remove(reference);
            claimed.put(reference, now);
        }
    }

    /** They were not sent after all. */
    synchronized void putBack(Collection<Errand> errands) {
        errands.forEach(errand -> claimed.remove(Reference.to(errand)));
    }

    /**
     * One was taken. One whose lease had ended counts for nobody any more; one that is not known was claimed by another node at a shared
     * broker, which in turn took one of ours: the oldest goes.
     */
    synchronized void taken(Reference reference) {
        if (!overdue.remove(reference) && claimed.remove(reference) == null && !claimed.isEmpty()) {
            claimed.remove(claimed.keySet().iterator().next());
        }
    }

    /** At most as many as can be queued: what a broker lost is never taken. */
    private void remember(Reference reference) {
        if (overdue.size() >= most) {
            overdue.clear();
        }
        overdue.add(reference);
    }
}
