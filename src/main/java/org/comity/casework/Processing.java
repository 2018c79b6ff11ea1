package org.comity.casework;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.comity.journal.MessageRow;
import org.comity.journal.MessageRows;
import org.comity.journal.Outbox;
import org.comity.matters.DeliveryState;
import org.comity.messages.Content;
import org.comity.messages.Message;
import org.comity.messages.MessageId;
import org.comity.messages.Part;
import org.comity.messages.Ping;
import org.comity.messages.RequestContent;
import org.comity.problems.CaseworkProblem;
import org.comity.problems.Problem;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** UC-04: what was received is checked against the law and does its one effect, or is rejected with every problem named. */
@Service
public class Processing {
    private static final Duration UNTIL_THERE_IS_ROOM = Duration.ofSeconds(1);

    private final Clock clock;
    private final MessageRows messages;
    private final Outbox outbox;
    private final Documents documents;
    private final IncomingRequests requests;
    private final IncomingAnswers answers;
    private final Parts parts;
    private final Rejections rejections;
    private final EarlyMessages early;
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
            EarlyMessages early,
            Announcements announcements) {
        this.clock = clock;
        this.messages = messages;
        this.outbox = outbox;
        this.documents = documents;
        this.requests = requests;
        this.answers = answers;
        this.parts = parts;
        this.rejections = rejections;
        this.early = early;
        this.announcements = announcements;
    }

    /** Safe to call again: a message that is not waiting any more is left alone. */
    @Transactional
    public void process(MessageId id) {
        Instant now = clock.instant();
        // the message first, as who resumes early ones does: the other way round two could wait for each other
        Optional<MessageRow> locked = messages.lock(id);
        if (locked.filter(row -> row.state() == DeliveryState.RECEIVED).isPresent()) {
            process(locked.get(), documents.read(locked.get()), now);
        } else {
            outbox.done(Addresses.INBOUND, id.toString());
            locked.filter(row -> row.state() == DeliveryState.PARKED).ifPresent(row -> early.looked(row, now));
        }
    }

    private void process(MessageRow row, Message message, Instant now) {
        Effect effect = effect(row, message, now);
        if (!(effect instanceof Effect.Busy)) {
            outbox.done(Addresses.INBOUND, row.id().toString());
        }
        switch (effect) {
            case Effect.Done done -> messages.move(row.id(), DeliveryState.PROCESSED, now);
            case Effect.Early(var request) -> {
                if (early.hasRoom(row)) {
                    early.waits(row, request, now);
                } else {
                    reject(row, List.of(CaseworkProblem.TOO_MANY_EARLY.at("/message")), now);
                }
            }
            case Effect.Objected(var problems) -> reject(row, problems, now);
            case Effect.Busy busy ->
                outbox.later(Addresses.INBOUND, row.id().toString(), now.plus(UNTIL_THERE_IS_ROOM));
        }
    }

    private void reject(MessageRow row, List<Problem> problems, Instant now) {
        messages.move(row.id(), DeliveryState.REJECTED, now);
        parts.rejected(row.id());
        announcements.say(
                Happening.byGateway(row, "message.rejected"), Map.of("problems", Carrying.codes(problems)), now);
        rejections.send(row, problems, now);
        early.resume(row.id(), now); // a request that builds on it
    }

    private Effect effect(MessageRow row, Message message, Instant now) {
        Content content = message.content();
        return switch (content) {
            case RequestContent request -> requests.open(row, request, now);
            case Part part -> parts.assemble(part, now);
            case Ping ping -> new Effect.Done();
            default -> answers.hear(row, message, now);
        };
    }
}
