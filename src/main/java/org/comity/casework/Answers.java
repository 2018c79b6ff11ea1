package org.comity.casework;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.comity.journal.MessageRow;
import org.comity.journal.MessageRows;
import org.comity.journal.RequestRows;
import org.comity.law.Relationship;
import org.comity.matters.DeliveryState;
import org.comity.matters.Direction;
import org.comity.matters.Request;
import org.comity.matters.RequestEvent;
import org.comity.messages.Content;
import org.comity.messages.Exchange;
import org.comity.messages.Judgement;
import org.comity.messages.MessageId;
import org.comity.people.Actor;
import org.comity.people.Role;
import org.comity.problems.CaseworkProblem;
import org.comity.problems.Checked;
import org.comity.problems.DeskProblem;
import org.comity.problems.Problem;
import org.comity.problems.ProblemType;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** UC-05: what officers of either side say about a request that is under way. */
@Service
public class Answers {
    private final Clock clock;
    private final ClockWatch watch;
    private final Access access;
    private final Pairs pairs;
    private final Documents documents;
    private final OpenQuestions questions;
    private final Bearers bearers;
    private final OutgoingMessages outgoing;
    private final RequestMoves moves;
    private final RequestClocks clocks;
    private final RequestRows requests;
    private final MessageRows messages;
    private final Alerting alerting;
    private final Announcements announcements;

    Answers(
            Clock clock,
            ClockWatch watch,
            Access access,
            Pairs pairs,
            Documents documents,
            OpenQuestions questions,
            Bearers bearers,
            OutgoingMessages outgoing,
            RequestMoves moves,
            RequestClocks clocks,
            RequestRows requests,
            MessageRows messages,
            Alerting alerting,
            Announcements announcements) {
        this.clock = clock;
        this.watch = watch;
        this.access = access;
        this.pairs = pairs;
        this.documents = documents;
        this.questions = questions;
        this.bearers = bearers;
        this.outgoing = outgoing;
        this.moves = moves;
        this.clocks = clocks;
        this.requests = requests;
        this.messages = messages;
        this.alerting = alerting;
        this.announcements = announcements;
    }

    /** An officer takes an incoming request up; nothing is sent. */
    @Transactional
    public Checked<Request> takeUp(Actor actor, MessageId id) {
        return move(actor, id, RequestEvent.TAKEN_UP).then(taken -> {
            requests.inHand(id, actor.name());
            return Checked.passed(taken);
        });
    }

    /** UC-11/2a: an officer has it in hand from now on, whoever had it before. */
    @Transactional
    public Checked<Request> takeInHand(Actor actor, MessageId id) {
        return find(actor, id).then(request -> {
            requests.inHand(id, actor.name());
            announcements.say(Happening.of(request, "request.in-hand", actor.name()), Map.of(), clock.instant());
            return Checked.passed(request);
        });
    }

    /**
     * An officer lays aside what cannot go on: rejected by the partner, or not delivered. Its author hears of it if somebody else did.
     *
     * @param why for our own people, never sent
     */
    @Transactional
    public Checked<Request> setAside(Actor actor, MessageId id, String why) {
        Checked<Request> possible = find(actor, id);
        Optional<Problem> amiss = Reasons.amiss(why);
        if (possible.problems().isEmpty() && amiss.isPresent()) {
            return Checked.failed(amiss.get());
        }
        return move(actor, id, RequestEvent.SET_ASIDE).then(closed -> {
            requests.setAside(id, why.strip(), actor.name());
            MessageRow written = messages.find(id).orElseThrow();
            alerting.endedByAnother(written, actor.name(), clock.instant());
            return Checked.passed(closed);
        });
    }

    /**
     * Says {@code content} to the other side; where the relationship asks for four eyes it waits for approval and the request moves only
     * then.
     *
     * @return the id of the new message, or every problem at once
     */
    @Transactional
    public Checked<MessageId> say(Actor actor, Content content, List<StoredFile> files) {
        Optional<Request> request = content.about().flatMap(about -> access.lock(actor, about));
        return admit(actor, content, request, files, !files.isEmpty())
                .then(asked ->
                        Checked.passed(send(actor, content, asked, pairs.of(asked.agency(), asked.partner()), files)));
    }

    /** Whether {@link #say} would take it, but for its files: every problem at once. Stores nothing. */
    @Transactional(readOnly = true)
    public List<Problem> check(Actor actor, Content content) {
        Optional<Request> request = content.about().flatMap(about -> access.find(actor, about));
        return admit(actor, content, request, List.of(), true).problems();
    }

    /** A message of ours about the same request that a second person has not read yet. */
    public record Waiting(MessageId message, String kind, Optional<String> author) {
        /** @param rows the messages of one request */
        static List<Waiting> of(List<MessageRow> rows, Optional<MessageId> but) {
            return rows.stream()
                    .filter(row -> row.state() == DeliveryState.AWAITING_APPROVAL && row.direction() == Direction.OUT)
                    .filter(row -> !row.request().equals(Optional.of(row.id())) && !but.equals(Optional.of(row.id())))
                    .map(row -> new Waiting(row.id(), row.kind(), row.author()))
                    .toList();
        }
    }

    /** What beside {@code but} waits for its second person and may say something else of the request (UC-05/1b). */
    @Transactional(readOnly = true)
    public List<Waiting> waiting(Actor actor, MessageId request, Optional<MessageId> but) {
        return access.find(actor, request)
                .map(found -> Waiting.of(messages.ofRequest(found.id()), but))
                .orElse(List.of());
    }

    /** @param enclosure whether files go with it, or still may */
    private Checked<Request> admit(
            Actor actor, Content content, Optional<Request> request, List<StoredFile> files, boolean enclosure) {
        if (!actor.is(Role.OFFICER)) {
            return failed(DeskProblem.ROLE_NEEDED);
        }
        if (request.isEmpty()) {
            return failed(DeskProblem.NOT_FOUND);
        }
        Request asked = request.get();
        if (!isOurs(content, asked) || !questions.canBeSaid(content, asked)) {
            return failed(DeskProblem.MOVE_NOT_POSSIBLE);
        }
        if (!documents.isAnswered(content, asked, Direction.OUT)) {
            return Checked.failed(DeskProblem.NOT_FOUND.at("question"));
        }
        if (documents.isAskedInARecordOnly(content) && !bearers.carry(asked)) {
            return Checked.failed(CaseworkProblem.QUESTION_NOT_SIGNED.at("question"));
        }
        List<Problem> problems = new ArrayList<>(Judgement.ofAnswer(
                content,
                exchange(asked),
                pairs.of(asked.agency(), asked.partner()),
                pairs.today(asked.agency(), clock.instant()),
                enclosure));
        problems.addAll(Holds.ahead(content, watch.notEarly()));
        problems.addAll(StoredFile.problems(files));
        return Checked.of(asked, problems);
    }

    private MessageId send(
            Actor actor, Content content, Request asked, Relationship relationship, List<StoredFile> files) {
        Instant now = clock.instant();
        MessageId id = outgoing.compose(
                new Outgoing(
                        asked.agency(),
                        asked.partner(),
                        content,
                        asked.urgency(),
                        Optional.of(Filing.of(asked)),
                        files,
                        now.plus(relationship.notAfter()),
                        relationship.fourEyes(),
                        actor),
                now);
        requests.inHand(asked.id(), actor.name());
        announcements.say(
                Happening.of(asked, "message.written", actor.name()).about(Optional.of(id)),
                Map.of("kind", content.kind()),
                now);
        if (relationship.fourEyes()) {
            clocks.written(asked, content, now);
        } else {
            moves.said(asked, content, id, actor.name(), now);
        }
        return id;
    }

    private Checked<Request> move(Actor actor, MessageId id, RequestEvent event) {
        return find(actor, id)
                .then(request -> Optional.of(request)
                        .filter(found -> (event == RequestEvent.TAKEN_UP) == (found.direction() == Direction.IN))
                        .flatMap(found -> moves.move(found, event, Optional.empty(), actor.name(), clock.instant()))
                        .map(Checked::passed)
                        .orElseGet(() -> failed(DeskProblem.MOVE_NOT_POSSIBLE)));
    }

    private Checked<Request> find(Actor actor, MessageId id) {
        Optional<Request> request = access.lock(actor, id);
        if (request.isEmpty()) {
            return failed(DeskProblem.NOT_FOUND);
        }
        return actor.is(Role.OFFICER) ? Checked.passed(request.get()) : failed(DeskProblem.ROLE_NEEDED);
    }

    /** Only the requesting side answers questions and withdraws; only the requested side decides. */
    private static boolean isOurs(Content content, Request request) {
        return Voices.may(request.direction().ourSide(), content, request.kind());
    }

    private Exchange exchange(Request asked) {
        return new Exchange(
                pairs.ownCountry(asked.agency()), pairs.partnerCountry(asked.partner()), documents.original(asked));
    }

    private static Checked<Request> failed(ProblemType type) {
        return Checked.failed(type.problem());
    }
}
