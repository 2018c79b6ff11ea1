package org.comity.casework;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.comity.messages.Content;
import org.comity.messages.Urgency;
import org.comity.partners.AgencyId;
import org.comity.people.Actor;

/**
 * Something to be said to a partner.
 *
 * @param filing empty for what belongs to no matter: pings, rejections
 * @param notAfter the last instant at which the partner may accept it
 * @param needsApproval whether it waits for a second person
 */
record Outgoing(
        AgencyId from,
        AgencyId to,
        Content content,
        Urgency urgency,
        Optional<Filing> filing,
        List<StoredFile> files,
        Instant notAfter,
        boolean needsApproval,
        Actor author) {

    Outgoing {
        files = List.copyOf(files);
    }

    /** What the gateway says by itself: nobody approves it and nothing is attached. */
    static Outgoing automatic(
            AgencyId from,
            AgencyId to,
            Content content,
            Urgency urgency,
            Optional<Filing> filing,
            Instant now,
            Duration validity) {
        return new Outgoing(
                from, to, content, urgency, filing, List.of(), now.plus(validity), false, Actor.gateway(from.value()));
    }
}
