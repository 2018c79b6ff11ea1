package org.comity.casework;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.comity.matters.OperationId;
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
 * @param operation what it is a part of: then the second person is called once for all of it
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
        Actor author,
        Optional<OperationId> operation) {

    Outgoing {
        files = List.copyOf(files);
    }

    Outgoing(
            AgencyId from,
            AgencyId to,
            Content content,
            Urgency urgency,
            Optional<Filing> filing,
            List<StoredFile> files,
            Instant notAfter,
            boolean needsApproval,
            Actor author) {
        this(from, to, content, urgency, filing, files, notAfter, needsApproval, author, Optional.empty());
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
