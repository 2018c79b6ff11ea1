package org.comity.desk.access;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.comity.delivery.Network;
import org.comity.people.Person;

/**
 * Slows down who guesses passwords: after eight failures within a quarter of an hour one address, of IPv6 one network, has to wait out the quarter for
 * that name, after forty for every name. A name alone is never locked: a stranger could otherwise lock out the duty officer.
 * Counts are kept per node and bounded; a restart forgets them, which costs a guesser more than it gives.
 */
public final class SignInThrottle {
    /** Failures that any typist may have before waiting. */
    static final int FREE_PER_NAME = 8;

    /** Many officers sit behind one address translation. */
    static final int FREE_PER_ADDRESS = 40;

    static final Duration WINDOW = Duration.ofMinutes(15);

    /** Keys remembered at most; the oldest are forgotten first. About 2 MB. */
    private static final int MOST_KEYS = 20_000;

    private record Failures(int count, Instant since) {}

    private final Clock clock;
    private final Map<String, Failures> byKey = new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Failures> eldest) {
            return size() > MOST_KEYS;
        }
    };

    public SignInThrottle(Clock clock) {
        this.clock = clock;
    }

    synchronized boolean mustWait(String name, String address) {
        return count(key(name, address)) >= FREE_PER_NAME || count(network(address)) >= FREE_PER_ADDRESS;
    }

    /** Whether a password may be compared. Until the end of it is known it counts as a failure: else many at once would all be free. */
    synchronized boolean admits(String name, String address) {
        if (mustWait(name, address)) {
            return false;
        }
        add(key(name, address), 1);
        add(network(address), 1);
        return true;
    }

    /** It was not compared to its end, which tells a guesser nothing. */
    synchronized void released(String name, String address) {
        add(key(name, address), -1);
        add(network(address), -1);
    }

    synchronized void succeeded(String name, String address) {
        released(name, address);
        byKey.remove(key(name, address));
    }

    private int count(String key) {
        return current(key).count;
    }

    private void add(String key, int more) {
        Failures failures = current(key);
        byKey.put(key, new Failures(Math.max(0, failures.count + more), failures.since));
    }

    private Failures current(String key) {
        Instant now = clock.instant();
        Failures known = byKey.get(key);
        // counted by the clock or against it, since it may have gone back
        return known == null || Duration.between(known.since, now).abs().compareTo(WINDOW) >= 0
                ? new Failures(0, now)
                : known;
    }

    private static String key(String name, String address) {
        return network(address) + " " + (Person.isValidName(name) ? name : "?");
    }

    private static String network(String address) {
        try {
            return Network.of(InetAddress.getByName(address)).getHostAddress(); // a number: no name is asked for
        } catch (UnknownHostException unknown) {
            return "unknown";
        }
    }
}
