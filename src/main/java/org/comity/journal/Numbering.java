package org.comity.journal;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/** Lets the {@link Sequencer} run while the gateway does. */
@Component
class Numbering implements SmartLifecycle {
    private static final Logger LOG = LoggerFactory.getLogger(Numbering.class);

    /** Between two looks; a leaf's number appears on a page this much later. */
    private static final Duration PAUSE = Duration.ofMillis(500);

    /** Between two looks at what other nodes signed, and whether the database still has what we know: {@link #PAUSE}s. */
    private static final int LOOKS = 60;

    /** For the last numbers and a signature, unless the database is away. */
    private static final Duration LAST = Duration.ofSeconds(5);

    private final Sequencer sequencer;
    private final JournalVerification verification;
    private final Runnable databaseIsOlder;
    private int looks;
    private CountDownLatch stop = new CountDownLatch(0);
    private Thread thread = new Thread();

    @Autowired
    Numbering(Sequencer sequencer, JournalVerification verification) {
        this(sequencer, verification, LostPart::databaseIsOlder);
    }

    /** @param databaseIsOlder than this process has seen it */
    Numbering(Sequencer sequencer, JournalVerification verification, Runnable databaseIsOlder) {
        this.sequencer = sequencer;
        this.verification = verification;
        this.databaseIsOlder = databaseIsOlder;
    }

    @Override
    public synchronized void start() {
        stop = new CountDownLatch(1);
        looks = 0;
        CountDownLatch end = stop;
        thread = new Thread(() -> work(end), "journal-sequencer");
        thread.setDaemon(true);
        thread.start();
    }

    /** A batch that runs is not interrupted: an interrupt would close its connection. */
    @Override
    public synchronized void stop() {
        stop.countDown();
        try {
            thread.join(LAST.toMillis()); // returns at once if it never began
        } catch (InterruptedException hurried) {
            Thread.currentThread().interrupt();
        }
    }

    /** Behind the flows: what they did at last is numbered and signed too. */
    @Override
    public int getPhase() {
        return 0;
    }

    @Override
    public synchronized boolean isRunning() {
        return stop.getCount() > 0;
    }

    private void work(CountDownLatch end) {
        try {
            do {
                number(sequencer::catchUp);
                if (looks++ % LOOKS == 0) {
                    number(this::follow);
                }
            } while (!end.await(PAUSE.toMillis(), TimeUnit.MILLISECONDS));
            number(() -> say(sequencer.finish()));
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
        }
    }

    /** An operator reads from it that nothing was cut off, and which older database the next start will notice. */
    private static void say(Sequencer.End end) {
        if (end.signed() == end.entries()) {
            LOG.info("stopped in order: the journal is signed to its end, {} entries", end.entries());
        } else {
            LOG.warn("stopped, and the journal is signed for {} of its {} entries", end.signed(), end.entries());
        }
    }

    private static void number(Runnable batches) {
        try {
            batches.run();
        } catch (RuntimeException | Error trouble) { // the database is away: nothing is lost, the leaves wait
            LOG.warn("the journal's leaves cannot be numbered, or compared, now: {}", trouble.toString());
        }
    }

    private void follow() {
        if (verification.isRolledBack()) {
            databaseIsOlder.run();
        } else {
            verification.followOthers();
        }
    }
}
