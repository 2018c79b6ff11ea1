package org.comity.casework;

import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import org.comity.journal.MessageRow;
import org.comity.journal.MessageRows;
import org.comity.journal.Outbox;
import org.comity.matters.DeliveryState;
import org.comity.messages.Content;
import org.comity.messages.Message;
import org.comity.messages.MessageId;
import org.comity.messages.Part;
import org.comity.messages.Ping;
import org.comity.messages.PreservationRequest;
import org.comity.problems.CaseworkProblem;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** UC-04: what was received is checked against the law and does its one effect, or is rejected with every problem named. */
@Service
public class Processing {
    private final Clock clock;
    private final MessageRows messages;
    private final Outbox outbox;
    private final Documents documents;
    private final IncomingRequests requests;
    private final IncomingAnswers answers;
    private final Parts parts;
    private final Rejections rejections;
    private final Parking parking;
    private final Announcements announcements;

    Processing(
            Clock clock,
            MessageRows messages,
            Outbox outbox,
            Documents documents,
            IncomingRequests requests,
            IncomingAnswers answers,
            Parts parts,
            Rejections rejections,
            Parking parking,
            Announcements announcements) {
        this.clock = clock;
        this.messages = messages;
        this.outbox = outbox;
        this.documents = documents;
        this.requests = requests;
        this.answers = answers;
        this.parts = parts;
        this.rejections = rejections;
        this.parking = parking;
        this.announcements = announcements;
    }

    /** Safe to call again: a message that is not waiting any more is left alone. */
    @Transactional
    public void process(MessageId id) {
        Instant now = clock.instant();
        outbox.done(Addresses.INBOUND, id.toString());
        messages.lock(id)
                .filter(row -> row.state() == DeliveryState.RECEIVED)
                .ifPresent(row -> process(row, documents.read(row), now));
    }

    private void process(MessageRow row, Message message, Instant now) {
        switch (effect(row, message, now)) {
            case Effect.Done done -> messages.move(row.id(), DeliveryState.PROCESSED, now);
            case Effect.Early early -> {
                messages.move(row.id(), DeliveryState.PARKED, now);
                parking.park(row, Addresses.INBOUND, "EARLY", CaseworkProblem.REQUEST_UNKNOWN.problem(), now);
            }
            case Effect.Objected(var problems) -> {
                messages.move(row.id(), DeliveryState.REJECTED, now);
                announcements.say(
                        Happening.byGateway(row, "message.rejected"),
                        Map.of("problems", Carrying.codes(problems)),
                        now);
                rejections.send(row, problems, now);
            }
        }
    }

    private Effect effect(MessageRow row, Message message, Instant now) {
        Content content = message.content();
        return switch (content) {
            case PreservationRequest request -> Effect.of(requests.open(row, request, now));
            case Part part -> {
                parts.assemble(part, now);
                yield new Effect.Done();
            }
            case Ping ping -> new Effect.Done();
            default -> answers.hear(row, content, now);
        };
    }
}
