package org.comity.casework;

import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import org.comity.journal.MessageRow;
import org.comity.journal.MessageRows;
import org.comity.journal.PayloadId;
import org.comity.journal.Payloads;
import org.comity.journal.QuestionRows;
import org.comity.matters.DeliveryState;
import org.comity.matters.Direction;
import org.comity.matters.Request;
import org.comity.messages.Answer;
import org.comity.messages.ConditionReply;
import org.comity.messages.Content;
import org.comity.messages.Decision;
import org.comity.messages.Message;
import org.comity.messages.MessageId;
import org.comity.messages.Offer;
import org.comity.messages.RequestContent;
import org.comity.messages.UseExplanation;
import org.comity.problems.Checked;
import org.comity.problems.GatewayBug;
import org.comity.schemas.MessageXml;
import org.comity.schemas.ValidMessage;
import org.springframework.stereotype.Component;

/**
 * Stored documents, read again. What is stored was valid when it was stored, and never changes: of those that were read last it is
 * remembered what they say, since most are looked at by several steps within a second.
 */
@Component
class Documents {
    private static final Set<DeliveryState> TOOK_EFFECT = EnumSet.of(DeliveryState.PROCESSED, DeliveryState.RECORDED);
    private static final Set<DeliveryState> NOT_SAID =
            EnumSet.of(DeliveryState.AWAITING_APPROVAL, DeliveryState.DISCARDED);

    private static final Set<String> CONDITIONING = Set.of("decision", "offer");
    private static final Set<String> QUERYING = Set.of("useQuery");

    /** Bytes of the documents that are remembered, together: some hundred; what they say takes a few times as much memory. */
    private static final int REMEMBERED = 1 << 20;

    private final MessageRows messages;
    private final Payloads payloads;
    private final MessageXml xml;
    private final SequencedMap<PayloadId, Read> remembered = new LinkedHashMap<>(16, 0.75f, true);
    private int bytes;

    Documents(MessageRows messages, Payloads payloads, MessageXml xml) {
        this.messages = messages;
        this.payloads = payloads;
        this.xml = xml;
    }

    /** @param length bytes of the document */
    private record Read(Message message, int length) {}

    Message read(MessageRow row) {
        PayloadId document = row.kept().document();
        return remembered(document).orElseGet(() -> {
            byte[] stored = payloads.read(document);
            Message message = read(xml, row.id(), stored);
            remember(document, message, stored.length);
            return message;
        });
    }

    private synchronized Optional<Message> remembered(PayloadId document) {
        return Optional.ofNullable(remembered.get(document)).map(Read::message);
    }

    /** {@code message} is what the payload says, stored or about to be. */
    synchronized void remember(PayloadId document, Message message, int length) {
        if (remembered.put(document, new Read(message, length)) == null) {
            bytes += length;
        }
        while (bytes > REMEMBERED) {
            bytes -= remembered.pollFirstEntry().getValue().length();
        }
    }

    /** @param stored the document of {@code id}, for who needs its bytes too */
    static Message read(MessageXml xml, MessageId id, byte[] stored) {
        return switch (xml.read(stored, Optional.empty())) {
            case Checked.Passed<ValidMessage>(var valid) -> valid.message();
            case Checked.Failed<ValidMessage>(var problems) ->
                throw new GatewayBug("stored documents are valid, but of " + id + ": " + problems);
        };
    }

    /** What was asked when {@code request} was made: an answer is judged against it. */
    Optional<RequestContent> original(Request request) {
        return messages.find(request.id())
                .map(row -> read(row).content())
                .filter(RequestContent.class::isInstance)
                .map(RequestContent.class::cast);
    }

    /**
     * Whether the other side said what {@code content} answers about this very request; notices ask too (UC-05/3b). Of several conditions the last
     * stand.
     *
     * @param answer which way the answer goes: its question goes the other
     */
    boolean isAnswered(Content content, Request about, Direction answer) {
        return switch (content) {
            case Answer said -> isSaid(said.question(), about, answer, QuestionRows.KINDS);
            case ConditionReply reply ->
                messages.ofKinds(about.id(), CONDITIONING).stream()
                        .filter(row -> isSaid(row, answer) && setsConditions(row))
                        .reduce((earlier, later) -> later)
                        .filter(last -> last.id().equals(reply.conditions()))
                        .isPresent();
            case UseExplanation explanation -> isSaid(explanation.query(), about, answer, QUERYING);
            default -> true;
        };
    }

    private boolean isSaid(MessageId message, Request about, Direction answer, Set<String> kinds) {
        return messages.find(message)
                .filter(row -> row.request().equals(Optional.of(about.id())) && kinds.contains(row.kind()))
                .filter(row -> isSaid(row, answer))
                .isPresent();
    }

    /** What came waits until it takes effect; what of ours is sent may be known there, whatever we think became of it. */
    private static boolean isSaid(MessageRow row, Direction answer) {
        return row.direction() != answer
                && (row.direction() == Direction.IN ? tookEffect(row) : !NOT_SAID.contains(row.state()));
    }

    /** Whether what the other side said counts, be it signed or recorded by hand. */
    static boolean tookEffect(MessageRow theirs) {
        return TOOK_EFFECT.contains(theirs.state());
    }

    /** Whether what it answers is a record of ours alone, of which the other side's gateway knows nothing. */
    boolean isAskedInARecordOnly(Content content) {
        return content instanceof Answer answer
                && messages.find(answer.question())
                        .filter(row -> row.state() == DeliveryState.RECORDED)
                        .isPresent();
    }

    private boolean setsConditions(MessageRow row) {
        return switch (read(row).content()) {
            case Offer offer -> true;
            case Decision decision -> decision.outcome() instanceof Decision.Conditional;
            default -> false;
        };
    }
}
