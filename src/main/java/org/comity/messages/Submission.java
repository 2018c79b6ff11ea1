package org.comity.messages;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.comity.partners.AgencyId;

/**
 * What an officer or an agency's own system hands in: something to be said to a partner, before the gateway gives it an id, a
 * sender, dates and a signature.
 *
 * @param from the own agency that speaks; empty: the agency of whoever hands it in
 * @param copyTo who gets a copy of an urgent direct request at the same time: the central authority of whom it goes to (ETS185/27/9/a)
 * @param matterReference our matter that it belongs to; empty: that of the request it is about, or a new one
 * @param title of the new matter, for our own lists; never leaves the gateway
 * @param notAfter the last instant at which the partner may accept it; empty: what the relationship gives
 * @param attachments files that are handed in beside the document, by name
 */
public record Submission(
        Optional<AgencyId> from,
        AgencyId to,
        Optional<AgencyId> copyTo,
        Optional<String> matterReference,
        Optional<String> title,
        Optional<Instant> notAfter,
        Content content,
        List<Enclosure> attachments) {

    public Submission {
        attachments = List.copyOf(attachments);
    }

    /** The same to another partner. */
    public Submission to(AgencyId other, Content said) {
        return new Submission(from, other, copyTo, matterReference, title, notAfter, said, attachments);
    }

    /**
     * A file beside the submission. Its length and digest are taken from the bytes, not from the author.
     *
     * @param name of the file as handed in, display only, never a path (THREAT-24)
     * @param mediaType such as {@code application/pdf}
     */
    public record Enclosure(String name, String mediaType) {}

    @Override
    public String toString() {
        return "Submission[" + content.kind() + " to " + to + "]";
    }
}
