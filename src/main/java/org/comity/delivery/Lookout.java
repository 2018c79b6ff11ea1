package org.comity.delivery;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/**
 * Looks at something that may be slow to answer, or never does: on a thread of its own, once at a time, and not each time that somebody
 * asks; a look without an answer is given up and begun anew. Who asks hears within {@link #LONGEST_WAIT} what was seen last.
 */
public final class Lookout {
    /** Less than health waits for any of its parts. */
    private static final Duration LONGEST_WAIT = Duration.ofMillis(1_500);

    /** Trouble is looked at again so soon at the latest: it may be over. */
    private static final Duration AFTER_TROUBLE = Duration.ofSeconds(15);

    private final Supplier<Optional<String>> look;
    private final Duration again;
    private final Duration patience;
    private Optional<Seen> last = Optional.empty();
    private Optional<Seeing> underWay = Optional.empty();

    private record Seen(long nanos, Optional<String> trouble) {}

    private record Seeing(long nanos, FutureTask<Void> task) {}

    /**
     * @param again how long what was seen is believed
     * @param patience a look that takes longer is trouble by itself
     * @param look the trouble in a few words; what it throws is trouble too
     */
    public Lookout(Duration again, Duration patience, Supplier<Optional<String>> look) {
        this.again = again;
        this.patience = patience;
        this.look = look;
    }

    /** Empty while nothing is known to be wrong. */
    public Optional<String> trouble() {
        Optional<Seeing> seeing = begun();
        seeing.filter(look -> !ends(look) && isOlder(look.nanos(), patience)).ifPresent(this::giveUp);
        synchronized (this) {
            return last.flatMap(Seen::trouble);
        }
    }

    /** The look under way, begun now if what was seen is old; empty: it is not. */
    private synchronized Optional<Seeing> begun() {
        if (underWay.isEmpty() && last.filter(seen -> !isOld(seen)).isEmpty()) {
            long begun = System.nanoTime();
            FutureTask<Void> task = new FutureTask<>(() -> see(begun), null);
            underWay = Optional.of(new Seeing(begun, task));
            Thread.ofVirtual().name("lookout").start(task);
        }
        return underWay;
    }

    private void see(long begun) {
        Optional<String> trouble = Optional.empty();
        try {
            trouble = look.get();
        } catch (RuntimeException | Error failed) {
            trouble = Optional.of(failed.getClass().getSimpleName());
        } finally {
            seen(begun, trouble);
        }
    }

    /** Interrupted, it lets go of whatever it waits for; what it says of that comes too late: first it is written down that it never answered. */
    private void giveUp(Seeing look) {
        seen(look.nanos(), Optional.of("no answer within " + patience.toSeconds() + " s"));
        look.task().cancel(true);
    }

    /** @param begun of the look that saw it; one that was given up says nothing any more */
    private synchronized void seen(long begun, Optional<String> trouble) {
        if (underWay.filter(look -> look.nanos() == begun).isPresent()) {
            last = Optional.of(new Seen(System.nanoTime(), trouble));
            underWay = Optional.empty();
        }
    }

    private static boolean ends(Seeing seeing) {
        try {
            seeing.task().get(LONGEST_WAIT.toMillis(), TimeUnit.MILLISECONDS);
            return true;
        } catch (TimeoutException | ExecutionException | CancellationException notYet) {
            return false;
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private boolean isOld(Seen seen) {
        boolean isShort = seen.trouble().isPresent() && again.compareTo(AFTER_TROUBLE) > 0;
        return isOlder(seen.nanos(), isShort ? AFTER_TROUBLE : again);
    }

    private static boolean isOlder(long nanos, Duration age) {
        return System.nanoTime() - nanos >= age.toNanos();
    }
}
