package org.comity.casework;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.comity.journal.BeforeCommit;
import org.comity.journal.DeadlineRow;
import org.comity.journal.DeadlineRows;
import org.comity.journal.LinkRows;
import org.comity.journal.MessageRows;
import org.comity.journal.RequestRows;
import org.comity.law.DeadlineRule;
import org.comity.matters.ActByReason;
import org.comity.matters.ClockTable;
import org.comity.matters.NextMove;
import org.comity.matters.Request;
import org.comity.matters.RequestState;
import org.comity.messages.MessageId;
import org.comity.messages.RequestContent.Relation;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * By when we want to have acted on a request (UC-11/2): what the lists show and sort by. While the next move is ours it is so many hours
 * after the move came to us, by urgency; while the partner has not confirmed that it holds anything, when we telephone it next, counted
 * from its last word; while it works on what we asked, when it is asked how that stands. Data that it holds want their follow-up, whoever has the next move: by when a person first hears of the end of the
 * hold, since not its dispatch but its receipt keeps the data (DR-02). A policy target, no legal figure; but a deadline of the law that is
 * ours counts beside it, and so does the end of a hold: the earliest of them. By nothing once the request is over, but for what
 * the partner rejected of it.
 */
@Component
class ActBy {
    private static final Logger LOG = LoggerFactory.getLogger(ActBy.class);

    private final RequestRows requests;
    private final MessageRows messages;
    private final DeadlineRows deadlines;
    private final LinkRows links;
    private final Pairs pairs;
    private final TransactionTemplate anew;

    ActBy(
            RequestRows requests,
            MessageRows messages,
            DeadlineRows deadlines,
            LinkRows links,
            Pairs pairs,
            PlatformTransactionManager transactions) {
        this.requests = requests;
        this.messages = messages;
        this.deadlines = deadlines;
        this.links = links;
        this.pairs = pairs;
        this.anew = new TransactionTemplate(transactions);
        this.anew.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
    }

    /** How long the office gives itself for a move of ours; practice between the two States. */
    Duration within(Request request) {
        return ClockInputs.of(
                request.urgency(),
                pairs.of(request.agency(), request.partner()).practice().actWithin());
    }

    /** By when the office gives itself to do what falls due by {@code rule}; empty where practice between the two States has a target for it. */
    Optional<Instant> ofTheOffice(Request request, DeadlineRule rule, Instant now) {
        return pairs.of(request.agency(), request.partner())
                        .practice()
                        .target(rule)
                        .isPresent()
                ? Optional.empty()
                : Optional.of(now.plus(within(request)));
    }

    /**
     * Reckons anew, once before the transaction commits, after the request has moved, or its hold has: also what builds on that hold and
     * lives by its end.
     */
    void reckon(Request request) {
        BeforeCommit.once(this, Reckonings.class, Reckonings::new, open -> open.ids.add(request.id()));
    }

    /** Of each request as it is then, locked: whoever called for it may have read it before somebody else moved it. */
    private final class Reckonings implements Runnable {
        private final Set<MessageId> ids = new LinkedHashSet<>();

        @Override
        public void run() {
            ids.forEach(id -> requests.lock(id).ifPresent(ActBy.this::reckonNow));
        }
    }

    private void reckonNow(Request request) {
        put(request);
        if (ClockTable.hold(request.kind()).isEmpty()
                || !(request.state() == RequestState.PRESERVED
                        || request.state().isFinal())) {
            return;
        }
        for (MessageId later : links.later(request.id(), Relation.PRESERVATION)) {
            // who has it may be waiting for this one
            requests.lockUnlessBusy(later).ifPresentOrElse(this::put, () -> followAfterCommit(later));
        }
    }

    /** Who changes it just now may have reckoned with the hold as it was. */
    private void followAfterCommit(MessageId later) {
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCommit() {
                try {
                    anew.executeWithoutResult(
                            transaction -> requests.lock(later).ifPresent(ActBy.this::put));
                } catch (RuntimeException away) { // what was committed stays so
                    LOG.warn("{} is not reckoned anew: {}", later, away.toString());
                }
            }
        });
    }

    private void put(Request request) {
        if (!request.state().isFinal()) {
            Optional<Target> first = target(request);
            requests.actBy(
                    request.id(),
                    first.map(Target::at),
                    first.map(Target::because).orElse(ActByReason.HOLD));
            return;
        }
        // what the partner rejected of it is for us to clear up, whatever became of the request (UC-05/4c)
        messages.rejected(request.id()).stream()
                .map(rejected -> rejected.by().headers().created().plus(within(request)))
                .findFirst()
                .ifPresentOrElse(
                        by -> requests.actBy(request.id(), by, ActByReason.OUR_MOVE),
                        () -> requests.nothingToActBy(request.id()));
    }

    private record Target(Instant at, ActByReason because) {}

    private static Optional<Target> earliest(Stream<Optional<Target>> some) {
        return some.flatMap(Optional::stream).min(Comparator.comparing(Target::at));
    }

    private boolean isNotYetHeld(Request request) {
        return request.nextMove() == NextMove.PARTNER && requests.isNotYetHeld(request.id());
    }

    /** What we postponed we act on by the day that we named (DR-97). */
    private Optional<Instant> reviewed(Request request) {
        return Optional.of(request)
                .filter(one -> one.state() == RequestState.POSTPONED)
                .flatMap(one -> deadlines.running(one.id(), DeadlineRule.DR_97))
                .flatMap(DeadlineRow::falls);
    }

    private Optional<Target> target(Request request) {
        return earliest(Stream.of(
                policy(request),
                approval(request),
                deadlines.holdWarned(request.id()).map(at -> new Target(at, ActByReason.FOLLOW_UP)),
                deadlines.nearestDuty(request.id()).map(due -> new Target(due, ActByReason.DUTY))));
    }

    /** Approved after its end, the message that waits for a second person would arrive stale. */
    private Optional<Target> approval(Request request) {
        return request.state() == RequestState.AWAITING_APPROVAL
                ? messages.awaitingApproval(request.id()).stream()
                        .map(waiting -> waiting.headers().notAfter())
                        .min(Comparator.naturalOrder())
                        .map(end -> new Target(end, ActByReason.APPROVAL))
                : Optional.empty();
    }

    private Optional<Target> policy(Request request) {
        // what is not held may be gone soon, whoever has the next move (UC-05/3d)
        boolean rest = request.state().isHeld() && requests.isRestUnseen(request.id());
        if (request.nextMove() != NextMove.US && !rest) {
            return isNotYetHeld(request)
                    ? Optional.of(new Target(telephone(request), ActByReason.TELEPHONE))
                    : deadlines.nextWord(request.id()).map(word -> new Target(word, ActByReason.ASK));
        }
        // our move is the follow-up, also while it is on its way; but of what is not held nothing is sure
        if (request.state() == RequestState.PRESERVED && !rest) {
            return Optional.empty();
        }
        return reviewed(request)
                .map(day -> new Target(day, ActByReason.REVIEW))
                .or(() -> Optional.of(new Target(request.changed().plus(within(request)), ActByReason.OUR_MOVE)));
    }

    /**
     * So long after the partner's last word, or our dispatch, as it may be silent (DR-90, DR-92), or as we give ourselves for a move. What we
     * say in between does not move it: data are no safer for our having answered.
     */
    private Instant telephone(Request request) {
        Instant since = requests.silentSince(request.id()).orElse(request.changed());
        Optional<Instant> word = deadlines.nextWord(request.id());
        if (request.state() == RequestState.SENT) {
            return word.orElse(since.plus(within(request)));
        }
        return word.flatMap(clock ->
                        pairs.of(request.agency(), request.partner()).practice().target(DeadlineRule.DR_92))
                .map(since::plus)
                .orElse(since.plus(within(request)));
    }
}
