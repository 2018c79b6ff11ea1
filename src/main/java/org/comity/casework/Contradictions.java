package org.comity.casework;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.comity.journal.ByHandRows;
import org.comity.journal.MessageRow;
import org.comity.journal.MessageRows;
import org.comity.matters.ByHand;
import org.comity.matters.Direction;
import org.comity.matters.Request;
import org.comity.matters.RequestEvent;
import org.comity.matters.RequestState;
import org.comity.messages.Acknowledgement;
import org.comity.messages.Content;
import org.comity.messages.MessageId;
import org.comity.messages.Preserved;
import org.comity.messages.Question;
import org.comity.messages.Rejection;
import org.comity.messages.RequestContent;
import org.comity.people.Actor;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * UC-21/5: what was heard by telephone counts until the partner has signed something. What it signs then confirms the record, or contradicts
 * it: then the signed message has its whole effect, a person is called, and the request's page goes on showing both.
 */
@Service
public class Contradictions {
    /** Moves nothing, so nothing that was heard has to give way to it. */
    private static final Set<String> IN_PASSING =
            Set.of("acknowledgement", "delay", "partialDisclosure", "confirmation", "reminder");

    private final ByHandRows records;
    private final MessageRows messages;
    private final Documents documents;
    private final RequestMoves moves;
    private final Holds holds;
    private final Alerting alerting;
    private final Announcements announcements;

    Contradictions(
            ByHandRows records,
            MessageRows messages,
            Documents documents,
            RequestMoves moves,
            Holds holds,
            Alerting alerting,
            Announcements announcements) {
        this.records = records;
        this.messages = messages;
        this.documents = documents;
        this.moves = moves;
        this.holds = holds;
        this.alerting = alerting;
        this.announcements = announcements;
    }

    /** A record that no signed message has confirmed yet, and what it says. */
    record Heard(ByHand record, Content content, Optional<RequestContent> asked) {
        boolean agreesWith(Content signed) {
            return Contradictions.differences(content, signed, asked).isEmpty()
                    && (content.equals(signed) || hasDifferences(signed));
        }
    }

    /** What {@code signed} is to be compared with: the record that says the same, else the newest of its kind. */
    Optional<Heard> heard(Request asked, Content signed) {
        List<Heard> ofItsKind = unsigned(asked).stream()
                .filter(heard -> heard.content().kind().equals(signed.kind()))
                .toList();
        return ofItsKind.stream()
                .filter(heard -> heard.agreesWith(signed))
                .findFirst()
                .or(() -> ofItsKind.stream().findFirst());
    }

    /** From now on what the partner signed counts; where it is something else, a person is called. */
    void signed(MessageRow row, Content signed, Request asked, Heard heard, Instant now) {
        if (heard.agreesWith(signed)) {
            records.confirm(heard.record().id(), row.id());
            say("answer.confirmed", row, asked, heard.record(), now);
        } else {
            contradict(row, asked, List.of(heard), now);
        }
    }

    /**
     * UC-21/5f: what the partner signed is not possible after what was heard. What was heard gives way, as long as nothing else that the
     * partner signed has moved the request since.
     *
     * @return the request as if nothing had been heard; empty: nothing gave way
     */
    Optional<Request> giveWay(MessageRow row, Content signed, Request asked, Instant now) {
        List<Heard> heard = unsigned(asked).stream()
                .filter(one -> signed instanceof Rejection || !(one.content() instanceof Acknowledgement))
                .toList();
        if (heard.isEmpty()
                || !wouldMove(signed, asked, heard.getLast().record().recorded())) {
            return Optional.empty();
        }
        Optional<Request> before = moves.move(
                asked,
                RequestEvent.DISPROVED,
                Optional.of(row.id()),
                row.partner().value(),
                now);
        before.ifPresent(request -> holds.onlyAsked(request, now));
        if (before.isPresent() || asked.state().isFinal()) { // what is over is opened again by a person, or not
            List<Heard> others = heard.stream()
                    .filter(one -> !one.content().kind().equals(signed.kind()))
                    .toList();
            contradict(row, asked, others, now);
        }
        return before;
    }

    private boolean wouldMove(Content signed, Request asked, Instant heard) {
        boolean first = !(signed instanceof Rejection) || !messages.isSignedSince(asked.id(), Set.of(), Instant.EPOCH);
        return asked.direction() == Direction.OUT
                && !IN_PASSING.contains(signed.kind())
                && first // a request that the partner has registered in writing is not turned away any more
                && RequestEvents.possible(signed, asked.kind(), RequestState.SENT)
                && !messages.isSignedSince(asked.id(), IN_PASSING, heard);
    }

    /** The partner's message is turned away for its problems, so what was heard stands for now: a person has to ask. */
    void turnedAway(Content signed, Request asked, Instant now) {
        heard(asked, signed).filter(heard -> !heard.agreesWith(signed)).ifPresent(heard -> call(asked, now));
    }

    private void contradict(MessageRow row, Request asked, List<Heard> wrong, Instant now) {
        for (Heard heard : wrong) {
            records.contradict(heard.record().id(), row.id());
            say("answer.contradicted", row, asked, heard.record(), now);
        }
        if (!wrong.isEmpty()) {
            call(asked, now);
        }
    }

    private void call(Request asked, Instant now) {
        alerting.raise(asked, Alerting.SIGNED_OTHERWISE, now);
    }

    private void say(String event, MessageRow row, Request asked, ByHand record, Instant now) {
        announcements.say(
                Happening.of(asked, event, Actor.GATEWAY).about(Optional.of(row.id())),
                Map.of(
                        "record",
                        record.id().toString(),
                        "recorded",
                        record.message().toString()),
                now);
    }

    private List<Heard> unsigned(Request asked) {
        List<ByHand> unsigned = records.unsigned(asked.id());
        Optional<RequestContent> original = unsigned.isEmpty() ? Optional.empty() : documents.original(asked);
        return unsigned.stream()
                .map(record -> new Heard(record, content(record.message()), original))
                .toList();
    }

    private Content content(MessageId message) {
        return documents.read(messages.find(message).orElseThrow()).content();
    }

    /** What of a message was heard otherwise. */
    public enum What {
        REFERENCE,
        QUESTION,
        FROM,
        UNTIL,
        ITEMS
    }

    /** The same place in both; instants as in the document. */
    public record Difference(What what, String heard, String signed) {

        public boolean isTime() {
            return what == What.FROM || what == What.UNTIL;
        }

        /** Of a time. */
        public Instant heardAt() {
            return Instant.parse(heard);
        }

        /** Of a time. */
        public Instant signedAt() {
            return Instant.parse(signed);
        }
    }

    /**
     * @param heard the kind of what was heard
     * @param signed the kind of what came instead
     * @param differences where both say the same kind of thing; empty: the one excludes the other
     */
    public record Contradiction(
            ByHand record, String heard, MessageId by, String signed, List<Difference> differences) {}

    /** What of the request was heard otherwise than the partner signed it. The caller has found the request within its reach. */
    @Transactional(readOnly = true)
    public List<Contradiction> of(MessageId request) {
        return records.of(request).stream()
                .flatMap(record -> record.contradictedBy().map(by -> contradiction(request, record, by)).stream())
                .toList();
    }

    private Contradiction contradiction(MessageId request, ByHand record, MessageId by) {
        Content heard = content(record.message());
        Content signed = content(by);
        Optional<RequestContent> asked = Optional.of(content(request))
                .filter(RequestContent.class::isInstance)
                .map(RequestContent.class::cast);
        return new Contradiction(record, heard.kind(), by, signed.kind(), differences(heard, signed, asked));
    }

    private static boolean hasDifferences(Content content) {
        return content instanceof Acknowledgement || content instanceof Question || content instanceof Preserved;
    }

    private static List<Difference> differences(Content heard, Content signed, Optional<RequestContent> asked) {
        List<Difference> all = new ArrayList<>();
        if (heard instanceof Acknowledgement one && signed instanceof Acknowledgement other) {
            all.add(new Difference(What.REFERENCE, one.reference(), other.reference()));
        } else if (heard instanceof Question one && signed instanceof Question other) {
            all.add(new Difference(What.QUESTION, one.text(), other.text()));
        } else if (heard instanceof Preserved one && signed instanceof Preserved other) {
            all.add(new Difference(What.FROM, text(one.from()), text(other.from())));
            all.add(new Difference(What.UNTIL, text(one.until()), text(other.until())));
            all.add(new Difference(What.ITEMS, text(one.part(asked)), text(other.part(asked))));
            if (!one.holderReference().isBlank()) { // not every telephone call has one
                all.add(new Difference(What.REFERENCE, one.holderReference(), other.holderReference()));
            }
        }
        all.removeIf(one -> words(one.heard()).equals(words(one.signed())));
        return List.copyOf(all);
    }

    /** Persons note minutes. */
    private static String text(Instant at) {
        return at.truncatedTo(ChronoUnit.MINUTES).toString();
    }

    private static String text(List<Integer> items) {
        return items.stream().map(String::valueOf).collect(Collectors.joining(", "));
    }

    private static String words(String text) {
        return text.strip().replaceAll("\\s+", " ");
    }
}
