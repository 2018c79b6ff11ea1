package org.comity.trust;

import java.time.Duration;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Lets a running gateway notice new key files: after {@code keys import}, {@code keys renew}, or a file put there by hand. It looks at names,
 * sizes and times every few seconds; a watch of the operating system would not see a network file system.
 */
@Component
public class KeyWatch implements SmartLifecycle {
    private static final Logger LOG = LoggerFactory.getLogger(KeyWatch.class);
    private static final Duration LOOK = Duration.ofSeconds(5);

    private final OwnKeys keys;
    private final ApplicationEventPublisher events;
    private final Clockwork clockwork = new Clockwork("key-watch", LOOK, this::look);
    private volatile String trouble = "";

    KeyWatch(OwnKeys keys, ApplicationEventPublisher events) {
        this.keys = keys;
        this.events = events;
    }

    /** Keys that cannot be read change nothing: the ones in memory stay in use, and the next look tries again. */
    void look() {
        try {
            if (keys.reloadIfChanged()) {
                LOG.info("the key files changed: keys were read again");
                tell();
            }
            trouble = "";
        } catch (RuntimeException unreadable) {
            String now = String.valueOf(unreadable.getMessage());
            if (!now.equals(trouble)) { // said once, not every few seconds
                LOG.error("the changed key files are not in use: {}", now);
            }
            trouble = now;
        }
    }

    /** Why the key files as they are now are not in use; empty if they are. */
    public Optional<String> trouble() {
        return Optional.of(trouble).filter(text -> !text.isEmpty());
    }

    private void tell() {
        try {
            events.publishEvent(new KeysChanged());
        } catch (RuntimeException untold) { // the database is away: the keys are in use all the same
            LOG.error("the journal does not hold that keys were read again", untold);
        }
    }

    @Override
    public void start() {
        clockwork.start();
    }

    @Override
    public void stop() {
        clockwork.stop();
    }

    @Override
    public boolean isRunning() {
        return clockwork.isRunning();
    }
}
