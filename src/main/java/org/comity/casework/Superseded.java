package org.comity.casework;

import java.time.Instant;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.comity.journal.MessageRow;
import org.comity.journal.MessageRows;
import org.comity.law.DeadlineRule;
import org.comity.matters.ClockTable;
import org.comity.matters.DeliveryState;
import org.comity.matters.Direction;
import org.comity.matters.Request;
import org.comity.messages.Answer;
import org.comity.messages.Content;
import org.comity.messages.MessageId;
import org.springframework.stereotype.Component;

/**
 * UC-05/1b: what waits for a second person and has nothing to say any more is not offered for approval. It is discarded, what it was called
 * about is settled, and its author hears of it. Every method joins the caller's transaction.
 */
@Component
class Superseded {
    private final MessageRows messages;
    private final Documents documents;
    private final OpenQuestions questions;
    private final RequestClocks clocks;
    private final Alerting alerting;
    private final Announcements announcements;

    Superseded(
            MessageRows messages,
            Documents documents,
            OpenQuestions questions,
            RequestClocks clocks,
            Alerting alerting,
            Announcements announcements) {
        this.messages = messages;
        this.documents = documents;
        this.questions = questions;
        this.clocks = clocks;
        this.alerting = alerting;
        this.announcements = announcements;
    }

    /** All of it, once the request is over. */
    void byTheEnd(Request ended, Optional<MessageId> because, String actor, Instant now) {
        discard(ended, because, row -> true, actor, now);
    }

    /** What cannot be said any more after a decision of ours. */
    void byDecision(Request moved, Optional<MessageId> because, String actor, Instant now) {
        discard(moved, because, row -> hasNothingToSay(row, moved), actor, now);
    }

    /** Of several conditions the last stand (UC-14/3d): what is said of those before binds nobody. */
    void byConditions(Request moved, Optional<MessageId> set, String actor, Instant now) {
        set.flatMap(messages::find)
                .ifPresent(last -> discard(moved, set, row -> speaksOfFormer(row, last), actor, now));
    }

    /** Other answers to the same question. */
    void byAnswer(Request moved, Answer said, MessageId because, String actor, Instant now) {
        discard(moved, Optional.of(because), row -> isTwin(row, said), actor, now);
    }

    private static boolean isTwin(MessageRow waiting, Answer said) {
        return waiting.kind().equals(said.kind()) && waiting.answers().equals(said.answers());
    }

    private boolean speaksOfFormer(MessageRow waiting, MessageRow last) {
        return waiting.direction() == Direction.OUT
                && waiting.kind().equals("conditionReply")
                && waiting.answers()
                        .flatMap(messages::find)
                        .filter(former -> wasWrittenBefore(former, last))
                        .isPresent();
    }

    private static boolean wasWrittenBefore(MessageRow one, MessageRow other) {
        return Comparator.<MessageRow, Instant>comparing(row -> row.headers().created())
                        .thenComparing(row -> row.id().toString())
                        .compare(one, other)
                < 0;
    }

    /** What the law obliges us to tell whatever was decided waits for the moment when it can be told: DR-04, DR-05, DR-08. */
    private boolean hasNothingToSay(MessageRow waiting, Request moved) {
        if (waiting.direction() == Direction.IN) {
            return false; // a record of what the partner said
        }
        Content content = documents.read(waiting).content();
        boolean owed = ClockTable.owedBy(content)
                .filter(rule -> rule != DeadlineRule.DR_07 && rule != DeadlineRule.DR_09)
                .isPresent();
        return !owed && !questions.canBeSaid(content, moved);
    }

    private void discard(
            Request request,
            Optional<MessageId> because,
            Predicate<MessageRow> hasNothingToSay,
            String actor,
            Instant now) {
        messages.awaitingApproval(request.id()).stream()
                .filter(row -> !because.equals(Optional.of(row.id())))
                .filter(hasNothingToSay)
                .filter(row -> messages.move(row.id(), DeliveryState.DISCARDED, now))
                .forEach(row -> discarded(row, request, because, actor, now));
    }

    private void discarded(MessageRow row, Request request, Optional<MessageId> because, String actor, Instant now) {
        messages.discardParts(row.id());
        Settled.approval(row).ifPresent(settled -> alerting.settle(settled, actor, now));
        settleClock(row, request, now);
        Optional<MessageId> instead = because.flatMap(messages::find)
                .filter(other -> !request.state().isFinal() || other.direction() == row.direction())
                .map(MessageRow::id)
                .filter(other -> !other.equals(request.id()));
        instead.ifPresentOrElse(
                other -> messages.superseded(row.id(), other, actor), () -> messages.lapsed(row.id(), actor));
        instead.ifPresent(other -> alerting.endedByAnother(row, actor, now));
        announcements.say(
                Happening.of(row, "message.discarded", actor),
                instead.map(other -> Map.of("superseded", other.toString())).orElse(Map.of()),
                now);
    }

    /** That it was to be said promptly ends with it, unless something else that waits says it. */
    private void settleClock(MessageRow discarded, Request request, Instant now) {
        Content content = documents.read(discarded).content();
        boolean stillOwed = ClockTable.owedBy(content)
                .filter(rule -> messages.awaitingApproval(request.id()).stream()
                        .anyMatch(row ->
                                ClockTable.owedBy(documents.read(row).content()).equals(Optional.of(rule))))
                .isPresent();
        if (!stillOwed) {
            clocks.settled(request, content, now);
        }
    }
}
