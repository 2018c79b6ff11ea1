package org.comity.casework;

import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import org.comity.partners.OwnAgencies;
import org.comity.people.Actor;
import org.comity.trust.KeysChanged;
import org.comity.trust.OwnKeys;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Writes into the journal which keys of ours a running gateway took into use, since key files are changed without it. */
@Component
class KeyNotes {
    private final Clock clock;
    private final OwnAgencies own;
    private final OwnKeys keys;
    private final Announcements announcements;

    KeyNotes(Clock clock, OwnAgencies own, OwnKeys keys, Announcements announcements) {
        this.clock = clock;
        this.own = own;
        this.keys = keys;
        this.announcements = announcements;
    }

    @EventListener
    @Transactional
    public void note(KeysChanged changed) {
        Instant now = clock.instant();
        own.agencies().forEach(agency -> {
            Map<String, String> detail = new TreeMap<>();
            keys.certificates(agency.id())
                    .forEach(one -> detail.merge(
                            one.kind().title(),
                            one.fingerprint().hex() + " from " + one.period().from(),
                            (first, second) -> first + ", " + second));
            announcements.say(Happening.of(agency.id(), "keys.changed", Actor.GATEWAY), detail, now);
        });
    }
}
