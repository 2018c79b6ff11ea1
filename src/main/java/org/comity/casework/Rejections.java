package org.comity.casework;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.comity.journal.MessageRow;
import org.comity.journal.MessageRows;
import org.comity.messages.MessageId;
import org.comity.messages.Rejection;
import org.comity.problems.Problem;
import org.springframework.stereotype.Component;

/**
 * UC-04/3a: tells a partner every problem that its message had, and our people what a partner found in ours. A rejection is never rejected,
 * or two gateways would never rest.
 */
@Component
public class Rejections {
    /** A week: long enough for a partner that is down over holidays, and then it has our journal's word only. */
    private static final Duration VALIDITY = Duration.ofDays(7);

    /** Findings that are shown; the partner's message holds them all. */
    private static final int MOST_FINDINGS = 10;

    private final OutgoingMessages outgoing;
    private final MessageRows messages;
    private final Documents documents;
    private final Unsayable unsayable;

    Rejections(OutgoingMessages outgoing, MessageRows messages, Documents documents, Unsayable unsayable) {
        this.outgoing = outgoing;
        this.messages = messages;
        this.documents = documents;
        this.unsayable = unsayable;
    }

    /**
     * A message of ours that the partner rejected, and that nothing of ours has replaced (UC-05/4c).
     *
     * @param by the partner's message
     * @param findings the first of the partner's; how long a sentence may be is in the schema
     * @param more how many further ones its message has
     * @param unsayable nobody can say it again: it stands until somebody acknowledges the alert
     */
    public record Standing(
            MessageId message,
            String kind,
            MessageId by,
            Instant at,
            List<Rejection.Finding> findings,
            int more,
            boolean unsayable) {}

    /** About a request that the caller has already found within its reach. */
    public List<Standing> standing(MessageId request) {
        List<MessageRows.Rejected> standing = messages.rejected(request);
        List<MessageRows.Rejected> forNotice = unsayable.among(standing, request);
        return standing.stream()
                .map(one -> standing(one, forNotice.contains(one)))
                .toList();
    }

    private Standing standing(MessageRows.Rejected rejected, boolean forNotice) {
        List<Rejection.Finding> all = documents.read(rejected.by()).content() instanceof Rejection rejection
                ? rejection.findings()
                : List.of();
        return new Standing(
                rejected.ours().id(),
                rejected.ours().kind(),
                rejected.by().id(),
                rejected.by().headers().created(),
                all.stream().limit(MOST_FINDINGS).toList(),
                Math.max(0, all.size() - MOST_FINDINGS),
                forNotice);
    }

    void send(MessageRow rejected, List<Problem> problems, Instant now) {
        if (rejected.kind().equals("rejection") || rejected.kind().equals("acknowledgement")) {
            return;
        }
        List<Rejection.Finding> findings = problems.stream()
                .map(problem -> new Rejection.Finding(
                        problem.type().code(),
                        problem.rule(),
                        problem.where(),
                        problem.type().sentence()))
                .toList();
        outgoing.compose(
                Outgoing.automatic(
                        rejected.agency(),
                        rejected.partner(),
                        new Rejection(rejected.id(), findings),
                        rejected.urgency(),
                        Optional.empty(),
                        now,
                        VALIDITY),
                now);
    }
}
