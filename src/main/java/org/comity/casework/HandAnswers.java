package org.comity.casework;

import static org.comity.matters.ByHand.What.HEARD;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.comity.journal.ByHandRows;
import org.comity.journal.MessageRow;
import org.comity.matters.ByHand;
import org.comity.matters.DeliveryState;
import org.comity.matters.Direction;
import org.comity.matters.Request;
import org.comity.matters.RequestState;
import org.comity.messages.Content;
import org.comity.messages.Decision;
import org.comity.messages.MessageId;
import org.comity.messages.Result;
import org.comity.messages.Urgency;
import org.comity.partners.AgencyId;
import org.comity.people.Actor;
import org.comity.people.Role;
import org.comity.problems.CaseworkProblem;
import org.comity.problems.Checked;
import org.comity.problems.DeskProblem;
import org.comity.problems.LawProblem;
import org.comity.problems.Problem;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * UC-21/4: an answer that came by hand is written down as the message that it would have been, judged by the same law, and moves the same
 * machine. The document is ours, from us to ourselves; it claims no receipt and no signature of the partner.
 */
@Service
public class HandAnswers {
    /** Of a partner with a gateway: what may be urgent to know and ends nothing; its message says it again. */
    private static final Set<String> AHEAD_OF_THE_MESSAGE = Set.of("acknowledgement", "question", "preserved");

    private final Clock clock;
    private final ClockWatch watch;
    private final Access access;
    private final IncomingAnswers answers;
    private final OpenQuestions questions;
    private final Crossings crossings;
    private final Bearers bearers;
    private final Pairs pairs;
    private final MessageIds ids;
    private final RecordedMessages messages;
    private final ByHandRows records;
    private final Alerting alerting;
    private final Announcements announcements;

    HandAnswers(
            Clock clock,
            ClockWatch watch,
            Access access,
            IncomingAnswers answers,
            OpenQuestions questions,
            Crossings crossings,
            Bearers bearers,
            Pairs pairs,
            MessageIds ids,
            RecordedMessages messages,
            ByHandRows records,
            Alerting alerting,
            Announcements announcements) {
        this.clock = clock;
        this.watch = watch;
        this.access = access;
        this.answers = answers;
        this.questions = questions;
        this.crossings = crossings;
        this.bearers = bearers;
        this.pairs = pairs;
        this.ids = ids;
        this.messages = messages;
        this.records = records;
        this.alerting = alerting;
        this.announcements = announcements;
    }

    /**
     * Records {@code content} as the partner's. What ends the request waits for a second person, and moves it only then.
     *
     * @param files what came with the answer, beside the scan of the answer itself
     * @return the id of the recorded answer, or every problem at once
     */
    @Transactional
    public Checked<MessageId> record(Actor actor, Content content, WrittenDown written, List<StoredFile> files) {
        Optional<Request> found = content.about().flatMap(about -> access.lock(actor, about));
        Instant now = clock.instant();
        Came came =
                new Came(Optional.of(written), !files.isEmpty(), written.scan().isPresent());
        return admit(actor, content, found).then(asked -> {
            List<Problem> problems = objections(content, asked, came);
            problems.addAll(StoredFile.problems(files));
            return problems.isEmpty()
                    ? Checked.passed(store(actor, content, asked, written, files, now))
                    : Checked.failed(problems);
        });
    }

    /** Whether {@link #record} would take it: every problem at once. Stores nothing. */
    @Transactional(readOnly = true)
    public List<Problem> check(Actor actor, Content content, Came came) {
        Optional<Request> found = content.about().flatMap(about -> access.find(actor, about));
        return admit(actor, content, found)
                .then(asked -> Checked.of(asked, objections(content, asked, came)))
                .problems();
    }

    /**
     * How an answer came.
     *
     * @param written empty: when and how cannot be read yet
     * @param files whether something came with it, and {@code scan} whether the answer itself is there
     */
    public record Came(Optional<WrittenDown> written, boolean files, boolean scan) {}

    private List<Problem> objections(Content content, Request asked, Came came) {
        Instant said = came.written().map(WrittenDown::at).orElse(asked.opened());
        List<Problem> problems = objections(content, asked, said, came.files());
        problems.addAll(Holds.ahead(content, watch.notEarly()));
        if (came.written().isEmpty()) { // from which day is not said yet
            problems.removeIf(problem -> problem.type() == LawProblem.PERIOD_TOO_LONG);
        }
        if (saysNothing(content) && !came.files() && !came.scan()) {
            problems.add(DeskProblem.FIELD_MISSING.at("result/text"));
        }
        if (came.written()
                .filter(written -> isOnlyTold(content, written, came.scan()))
                .isPresent()) {
            problems.add(CaseworkProblem.REFUSAL_NOT_IN_WRITING.at("way"));
        }
        if (came.written()
                .filter(written -> !written.isPossible(asked.opened(), watch.notEarly()))
                .isPresent()) {
            problems.add(CaseworkProblem.TIME_NOT_POSSIBLE.at("at"));
        }
        return problems;
    }

    /** UC-21/4d: what came by hand and is done came as something; nobody could say later as what. */
    private static boolean saysNothing(Content content) {
        return content instanceof Result result
                && result.outcome() == Result.Outcome.FULFILLED
                && result.text().isBlank();
    }

    /**
     * Whether what {@code partner} says of a request that stands in {@code state} can come by hand: all that it says if it has no gateway, else
     * what may be told ahead. Of a request that came by hand itself all can.
     */
    public boolean comesByHand(AgencyId partner, String kind, RequestState state) {
        return bearers.carry(partner, Optional.empty()) || (AHEAD_OF_THE_MESSAGE.contains(kind) && !state.isFinal());
    }

    private Checked<Request> admit(Actor actor, Content content, Optional<Request> found) {
        if (!actor.is(Role.OFFICER)) {
            return Checked.failed(DeskProblem.ROLE_NEEDED.problem());
        }
        if (found.isEmpty()) {
            return Checked.failed(DeskProblem.NOT_FOUND.problem());
        }
        return questions.canBeSaid(content, found.get())
                        || crossings.isMetByHand(found.get(), content)
                        || crossings.isHeldInVain(found.get(), content)
                ? Checked.passed(found.get())
                : Checked.failed(DeskProblem.MOVE_NOT_POSSIBLE.problem());
    }

    private List<Problem> objections(Content content, Request asked, Instant said, boolean enclosure) {
        List<Problem> problems = new ArrayList<>(answers.objections(content, asked, said, enclosure));
        problems.removeIf(HandAnswers::isTooShort); // theirs to mend, and recorded as it was said
        if (!asked.isWrittenDown() && !comesByHand(asked.partner(), content.kind(), asked.state())) {
            problems.add(CaseworkProblem.COMES_BY_GATEWAY.problem());
        }
        return problems;
    }

    /** What a second person has approved, or needed nobody's approval: it moves the request. */
    Optional<Request> takesEffect(MessageRow row, Content content, Request asked, String actor, Instant now) {
        Request open = crossings.isMetByHand(asked, content) ? crossings.reopen(asked, row.id(), actor, now) : asked;
        if (crossings.isHeldInVain(open, content)) {
            crossings.heldInVain(open, now);
        }
        return answers.recorded(row, content, open, actor, now);
    }

    private MessageId store(
            Actor actor, Content content, Request asked, WrittenDown written, List<StoredFile> files, Instant now) {
        boolean ends = RequestEvents.of(content, asked.kind())
                .flatMap(event -> asked.after(event, now))
                .filter(after -> after.state().isFinal()
                        || (after.state().isDecided() && !asked.state().isDecided())) // it may release a hold
                .isPresent();
        MessageId id = ids.next(asked.agency(), now);
        MessageRow row = messages.keep(
                new RecordedMessages.Heard(
                        id,
                        content,
                        asked.partner(),
                        asked.urgency(),
                        Optional.of(asked),
                        pairs.of(asked.agency(), asked.partner()).notAfter(),
                        ends ? DeliveryState.AWAITING_APPROVAL : DeliveryState.RECORDED),
                files,
                actor.name(),
                now);
        ByHand record = written.of(ids.uuid(now), id, HEARD, actor.name(), now);
        records.insert(asked, record, written.scan().map(StoredFile::payload));
        var detail = new TreeMap<>(HandCarrying.detail(record));
        detail.put("kind", content.kind());
        announcements.say(Happening.of(row, "answer.recorded", actor.name()), detail, now);
        if (answers.objections(content, asked, written.at(), !files.isEmpty()).stream()
                .anyMatch(HandAnswers::isTooShort)) {
            alerting.raise(asked.agency(), Alerting.HOLD_TOO_SHORT, id.toString(), Optional.of(asked.id()), now);
        }
        if (!ends) {
            takesEffect(row, content, asked, actor.name(), now)
                    .filter(moved -> asked.direction() == Direction.OUT)
                    .filter(moved -> asked.state() == RequestState.INFO_NEEDED && moved.state() != asked.state())
                    .ifPresent(moved -> questionStands(asked, now));
        } else if (asked.urgency() != Urgency.ROUTINE) {
            alerting.raise(asked.agency(), Alerting.APPROVAL_AWAITED, id.toString(), Optional.of(asked.id()), now);
        }
        return id;
    }

    /** UC-21/5d: the move settles the alert of the question, which the partner has no answer to yet. */
    private void questionStands(Request asked, Instant now) {
        alerting.raise(asked, Alerting.QUESTION_OPEN, now);
    }

    /** ETS185/27/7: what is refused is refused with reasons; of a voice on the telephone nothing remains that says them. */
    private static boolean isOnlyTold(Content content, WrittenDown written, boolean scan) {
        return content instanceof Decision decision
                && decision.outcome() instanceof Decision.Refused
                && written.way() == ByHand.Way.TELEPHONE
                && !scan;
    }

    private static boolean isTooShort(Problem problem) {
        return problem.type() == LawProblem.HOLD_TOO_SHORT;
    }
}
