package org.comity.delivery.relay;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.comity.journal.Errand;
import org.comity.journal.Outbox;
import org.comity.journal.Strand;

/**
 * What this node has claimed and nobody has taken from the queues yet, and what was taken and did not end yet. Each address has room of
 * its own, so that one whose work is slow takes nobody else's; an errand gives its room back when it is taken, or when its lease ends: by
 * then the broker has dropped it. And a strand that has half its share claimed or at work is busy: the rest of it waits in the database,
 * untouched, and comes when these end (THREAT-125). Safe for many threads.
 */
final class Queued {
    private final int most;
    private final int enough;
    private final Duration lease;
    private final Map<String, Map<Reference, Claimed>> claimed = new HashMap<>();
    private final Map<String, Work> atWork = new HashMap<>();

    Queued(RelaySettings settings) {
        this.most = settings.queued() - settings.batch();
        this.enough = settings.halfShare();
        this.lease = settings.lease();
    }

    private record Claimed(Strand strand, Instant at) {
        boolean holds(Instant now, Duration lease) {
            boolean fromTheFuture = at.isAfter(now.plus(lease)); // the clock was put back since (THREAT-89)
            return at.plus(lease).isAfter(now) && !fromTheFuture;
        }
    }

    private record Work(Reference errand, Strand strand) {}

    /** What is to be left alone: addresses without room for a whole batch, and strands that wait for an end of theirs. */
    synchronized Outbox.Busy busy(Instant now) {
        return new Outbox.Busy(
                claimed.keySet().stream()
                        .filter(address -> !hasRoom(address, now))
                        .toList(),
                strands().collect(Collectors.groupingBy(Function.identity(), Collectors.counting())).entrySet().stream()
                        .filter(strand -> strand.getValue() > enough)
                        .map(Map.Entry::getKey)
                        .toList());
    }

    /** For a whole batch: claimed and sent one by one, each errand would cost a transaction here and a disk write at the broker. */
    synchronized boolean hasRoom(String address, Instant now) {
        Map<Reference, Claimed> here = at(address);
        here.values().stream().takeWhile(one -> !one.holds(now, lease)).toList().forEach(here.values()::remove);
        return here.size() <= most;
    }

    private Map<Reference, Claimed> at(String address) {
        return claimed.computeIfAbsent(address, first -> new LinkedHashMap<>());
    }

    private Stream<Strand> strands() {
        return Stream.concat(
                        claimed.values().stream()
                                .flatMap(here -> here.values().stream())
                                .map(Claimed::strand),
                        atWork.values().stream().map(Work::strand))
                .filter(strand -> !strand.partner().isEmpty());
    }

    /** Before they are sent: one may be taken before the sender knows that it was sent. */
    synchronized void claimed(Collection<Errand> errands, Instant now) {
        for (Errand errand : errands) {
            Map<Reference, Claimed> here = at(errand.address());
            here.remove(Reference.to(errand));
            here.put(Reference.to(errand), new Claimed(errand.strand(), now));
        }
    }

    /** They were not sent after all. */
    synchronized void putBack(Collection<Errand> errands) {
        errands.forEach(errand -> at(errand.address()).remove(Reference.to(errand)));
    }

    /**
     * One was taken. One that is not known was claimed by another node at a shared broker, which in turn took one of ours: the oldest of its
     * strand goes, or the oldest of its address if we have none of it.
     *
     * @param work under which its end will be told
     * @return whether there may be more to claim by that: its address has room again, or one of another strand went
     */
    synchronized boolean taken(Reference reference, Strand strand, String work) {
        atWork.put(work, new Work(reference, strand));
        Map<Reference, Claimed> here = at(reference.address());
        boolean full = here.size() > most;
        boolean known = here.remove(reference) != null;
        if (!known) {
            here.entrySet().stream()
                    .filter(one -> one.getValue().strand().equals(strand))
                    .map(Map.Entry::getKey)
                    .findFirst()
                    .or(() -> here.keySet().stream().findFirst())
                    .ifPresent(here::remove);
        }
        return !known || (full && here.size() <= most);
    }

    synchronized boolean isAtWork(Errand errand) {
        Reference reference = Reference.to(errand);
        return atWork.values().stream().anyMatch(work -> work.errand().equals(reference));
    }

    /** What is under way no more was taken and ended by another node at a shared broker, which tells us nothing of it. */
    synchronized void forgetAllBut(Map<String, Set<String>> underWay) {
        claimed.forEach((address, here) -> here.keySet()
                .removeIf(one -> !underWay.getOrDefault(address, Set.of()).contains(String.valueOf(one.subject()))));
    }

    /** A person has it: whoever still works on it may never end, and must not keep what is put on the list under its name later. */
    synchronized void forget(Reference errand) {
        at(errand.address()).remove(errand);
        atWork.values().removeIf(work -> work.errand().equals(errand));
    }

    /** @return whether its strand has become free by that */
    synchronized boolean ended(String work) {
        Work ended = atWork.remove(work);
        return ended != null && strands().filter(ended.strand()::equals).count() == enough;
    }
}
