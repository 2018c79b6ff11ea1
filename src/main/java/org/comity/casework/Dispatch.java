package org.comity.casework;

import java.time.Instant;
import java.util.Optional;
import org.comity.matters.Request;
import org.springframework.stereotype.Component;

/** What follows when a request leaves us, or one reaches us: the clocks that its kind starts, and what we have to do yet. */
@Component
class Dispatch {
    private final Holds holds;
    private final Copies copies;
    private final Confirmations confirmations;
    private final Translations translations;
    private final RequestClocks clocks;
    private final ClockWatch watch;

    Dispatch(
            Holds holds,
            Copies copies,
            Confirmations confirmations,
            Translations translations,
            RequestClocks clocks,
            ClockWatch watch) {
        this.holds = holds;
        this.copies = copies;
        this.confirmations = confirmations;
        this.translations = translations;
        this.clocks = clocks;
        this.watch = watch;
    }

    void start(Request request, Instant now) {
        start(request, now, now);
    }

    /** @param left when it left, which a person may record later */
    void start(Request request, Instant left, Instant now) {
        holds.asked(request, watch.notLate(left), now);
        copies.sent(request, now);
        confirmations.sent(request, now);
        translations.sent(request, now);
        clocks.follow(Optional.empty(), request, left, now);
    }
}
