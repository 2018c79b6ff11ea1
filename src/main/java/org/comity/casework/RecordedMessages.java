package org.comity.casework;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.comity.journal.Attachments;
import org.comity.journal.MessageRow;
import org.comity.journal.MessageRow.Filed;
import org.comity.journal.MessageRow.Kept;
import org.comity.journal.MessageRow.Progress;
import org.comity.journal.MessageRows;
import org.comity.journal.Payloads;
import org.comity.matters.DeliveryState;
import org.comity.matters.Direction;
import org.comity.matters.Request;
import org.comity.messages.Content;
import org.comity.messages.Message;
import org.comity.messages.MessageId;
import org.comity.messages.SignedHeaders;
import org.comity.messages.Urgency;
import org.comity.partners.AgencyId;
import org.comity.partners.OwnAgencies;
import org.comity.schemas.MessageXml;
import org.springframework.stereotype.Component;

/** UC-21: what a partner said by other means, as a document of ours to ourselves: kept like any message, but neither signed nor sealed. */
@Component
class RecordedMessages {
    private final OwnAgencies own;
    private final MessageXml xml;
    private final MessageRows messages;
    private final Payloads payloads;
    private final Attachments attachments;

    RecordedMessages(
            OwnAgencies own, MessageXml xml, MessageRows messages, Payloads payloads, Attachments attachments) {
        this.own = own;
        this.xml = xml;
        this.messages = messages;
        this.payloads = payloads;
        this.attachments = attachments;
    }

    /**
     * @param about the request that it is about; empty: it makes one
     * @param lives how long a message between the two is good for
     * @param state {@code RECORDED}, or what it waits for first
     */
    record Heard(
            MessageId id,
            Content content,
            AgencyId partner,
            Urgency urgency,
            Optional<Request> about,
            Duration lives,
            DeliveryState state) {}

    /** Joins the caller's transaction. */
    MessageRow keep(Heard heard, List<StoredFile> files, String author, Instant now) {
        AgencyId us = heard.id().agency();
        SignedHeaders headers = new SignedHeaders(
                heard.id(),
                us,
                us,
                now.truncatedTo(ChronoUnit.SECONDS),
                now.plus(heard.lives()).truncatedTo(ChronoUnit.SECONDS),
                own.exercise());
        List<Attachments.Attachment> enclosed = files.stream()
                .map(file -> new Attachments.Attachment(heard.id(), file.manifest(0), file.payload(), Optional.of(now)))
                .toList();
        byte[] document = xml.write(new Message(
                headers,
                heard.content(),
                enclosed.stream().map(Attachments.Attachment::manifest).toList()));
        MessageRow row = row(heard, headers, document, author, now);
        messages.insert(row);
        enclosed.forEach(attachments::insert);
        return row;
    }

    private MessageRow row(Heard heard, SignedHeaders headers, byte[] document, String author, Instant now) {
        Filed filed = heard.about()
                .map(about -> Filed.under(about.matter(), about.unit(), about.id()))
                .orElse(Filed.NOWHERE);
        return new MessageRow(
                headers,
                Direction.IN,
                heard.partner(),
                heard.content().kind(),
                heard.urgency(),
                filed,
                heard.content().answers(),
                Kept.bare(payloads.store(document)),
                Optional.of(author),
                Optional.empty(),
                heard.state() == DeliveryState.RECORDED
                        ? Progress.over(heard.state(), now)
                        : Progress.begun(heard.state()));
    }
}
