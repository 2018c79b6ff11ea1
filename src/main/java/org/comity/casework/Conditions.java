package org.comity.casework;

import java.time.Instant;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.comity.journal.MessageRow;
import org.comity.journal.MessageRows;
import org.comity.matters.DeliveryState;
import org.comity.messages.Condition;
import org.comity.messages.ConditionReply;
import org.comity.messages.Content;
import org.comity.messages.Decision;
import org.comity.messages.MessageId;
import org.comity.messages.Offer;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** On what terms something is supplied, and since when they bind (ETS185/26/2, ETS185/28/3): read out of what both sides have said. */
@Service
public class Conditions {
    private static final Set<DeliveryState> NOT_SAID = EnumSet.of(
            DeliveryState.AWAITING_APPROVAL,
            DeliveryState.DISCARDED,
            DeliveryState.RECEIVED,
            DeliveryState.PARKED,
            DeliveryState.REJECTED);
    private static final Set<String> KINDS = Set.of("decision", "offer", "conditionReply");

    private final MessageRows messages;
    private final Documents documents;

    Conditions(MessageRows messages, Documents documents) {
        this.messages = messages;
        this.documents = documents;
    }

    /**
     * @param by the message that set it
     * @param accepted when its acceptance was written, from which on it binds; empty: not accepted
     */
    public record Term(Condition condition, MessageId by, Optional<Instant> accepted) {}

    /** In the order in which they were set. The caller has found the request within its reach. */
    @Transactional(readOnly = true)
    public List<Term> of(MessageId request) {
        Map<MessageRow, Content> said = new LinkedHashMap<>();
        messages.ofRequest(request).stream()
                .filter(row -> KINDS.contains(row.kind()) && !NOT_SAID.contains(row.state()))
                .forEach(row -> said.put(row, documents.read(row).content()));
        Map<MessageId, Instant> accepted = new HashMap<>();
        said.forEach((row, content) -> {
            if (content instanceof ConditionReply reply && reply.accepted()) {
                accepted.putIfAbsent(reply.conditions(), row.headers().created());
            }
        });
        return said.entrySet().stream()
                .flatMap(one -> conditions(one.getValue()).map(condition -> term(condition, one.getKey(), accepted)))
                .toList();
    }

    /** What the message {@code by} sets, in its order. */
    List<Condition> setBy(MessageId by) {
        return messages.find(by)
                .map(row -> conditions(documents.read(row).content()).toList())
                .orElse(List.of());
    }

    /** How the note of a task names one of them, and how it is read: the message, and the number there. */
    static String note(MessageId by, int number) {
        return by + " " + number;
    }

    /** What {@link #note} names. The caller has found the task within its reach. */
    @Transactional(readOnly = true)
    public Optional<Term> noted(String note) {
        String[] parts = note.split(" ", 2);
        return MessageId.parse(parts[0])
                .map(by -> new Term(setBy(by).get(Integer.parseInt(parts[1]) - 1), by, Optional.empty()));
    }

    private static Term term(Condition condition, MessageRow by, Map<MessageId, Instant> accepted) {
        return new Term(condition, by.id(), Optional.ofNullable(accepted.get(by.id())));
    }

    /** Whether what was supplied for the request came under conditions, accepted or, by haste or malice, not yet. */
    public boolean bind(MessageId request) {
        return !of(request).isEmpty();
    }

    private static Stream<Condition> conditions(Content content) {
        return switch (content) {
            case Offer offer -> offer.conditions().stream();
            case Decision(MessageId request, Decision.Conditional(List<Condition> conditions, String reasons)) ->
                conditions.stream();
            default -> Stream.empty();
        };
    }
}
