package org.comity.casework;

import java.time.Clock;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.comity.journal.MessageRow;
import org.comity.journal.MessageRows;
import org.comity.journal.OperationRows;
import org.comity.journal.Payloads;
import org.comity.matters.DeliveryState;
import org.comity.matters.Operation;
import org.comity.matters.OperationId;
import org.comity.messages.Digest;
import org.comity.messages.MessageId;
import org.comity.partners.AgencyId;
import org.comity.people.Actor;
import org.comity.people.Role;
import org.comity.problems.Checked;
import org.comity.problems.DeskProblem;
import org.comity.problems.Problem;
import org.comity.problems.ProblemType;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.interceptor.TransactionAspectSupport;

/**
 * UC-19/4: one approval for all requests of an operation that still wait. It binds every document and every addressee at once; each
 * message is released as if it had been approved alone, by the same rules (THREAT-93, THREAT-94).
 */
@Service
public class OperationApprovals {
    private final Clock clock;
    private final Access access;
    private final OperationRows operations;
    private final MessageRows messages;
    private final Payloads payloads;
    private final Approvals approvals;
    private final Alerting alerting;
    private final Announcements announcements;

    OperationApprovals(
            Clock clock,
            Access access,
            OperationRows operations,
            MessageRows messages,
            Payloads payloads,
            Approvals approvals,
            Alerting alerting,
            Announcements announcements) {
        this.clock = clock;
        this.access = access;
        this.operations = operations;
        this.messages = messages;
        this.payloads = payloads;
        this.approvals = approvals;
        this.alerting = alerting;
        this.announcements = announcements;
    }

    /** @param read {@link Operation#digest} over the documents that the approver has read */
    @Transactional
    public Checked<OperationId> approve(Actor actor, OperationId id, Digest read) {
        Optional<Operation> operation = find(actor, id);
        if (operation.isEmpty()) {
            return failed(DeskProblem.NOT_FOUND);
        }
        if (!actor.is(Role.APPROVER)) {
            return failed(DeskProblem.ROLE_NEEDED);
        }
        List<MessageRow> waiting = waiting(id);
        if (waiting.isEmpty()) {
            return failed(DeskProblem.MOVE_NOT_POSSIBLE);
        }
        Map<MessageRow, Digest> documents = new LinkedHashMap<>();
        SortedMap<AgencyId, Digest> byPartner = new TreeMap<>();
        for (MessageRow row : waiting) {
            Digest document = payloads.digest(row.kept().document());
            documents.put(row, document);
            byPartner.put(row.partner(), document);
        }
        if (!Operation.digest(Collections.unmodifiableSortedMap(byPartner)).equals(read)) {
            return failed(DeskProblem.CHANGED_MEANWHILE);
        }
        for (Map.Entry<MessageRow, Digest> document : documents.entrySet()) {
            Checked<Approvals.Approved> approved =
                    approvals.approve(actor, document.getKey().id(), document.getValue());
            if (!approved.problems().isEmpty()) {
                return undone(approved.problems());
            }
        }
        say(operation.get(), "operation.approved", actor, Map.of("sha256", read.hex()), waiting.size());
        return Checked.passed(id);
    }

    /**
     * Sets all aside that still waits; nothing of it has left. Its author hears of it once if somebody else did.
     *
     * @param why for our own people, never sent
     */
    @Transactional
    public Checked<OperationId> discard(Actor actor, OperationId id, String why) {
        Optional<Operation> operation = find(actor, id);
        if (operation.isEmpty()) {
            return failed(DeskProblem.NOT_FOUND);
        }
        List<MessageRow> waiting = waiting(id);
        if (waiting.isEmpty()) {
            return failed(DeskProblem.MOVE_NOT_POSSIBLE);
        }
        for (MessageRow row : waiting) {
            Checked<MessageRow> discarded = approvals.endBeforeItLeaves(actor, row.id(), why);
            if (!discarded.problems().isEmpty()) {
                return undone(discarded.problems());
            }
        }
        alerting.endedByAnother(waiting.getFirst(), actor.name(), clock.instant());
        say(operation.get(), "operation.discarded", actor, Map.of(), waiting.size());
        return Checked.passed(id);
    }

    private Optional<Operation> find(Actor actor, OperationId id) {
        return operations.lock(id).filter(found -> access.mayWorkOn(actor, found));
    }

    private List<MessageRow> waiting(OperationId id) {
        List<MessageId> requests = operations.awaiting(id);
        requests.forEach(
                access::hold); // all before the first moves: whoever works on one of them waits for none that we wait
        // for
        return requests.stream()
                .flatMap(request -> messages.find(request).stream())
                .filter(row -> row.state() == DeliveryState.AWAITING_APPROVAL)
                .toList();
    }

    private void say(Operation operation, String event, Actor actor, Map<String, String> detail, int requests) {
        Map<String, String> all = new TreeMap<>(detail);
        all.put("operation", operation.reference());
        all.put("partners", String.valueOf(requests));
        announcements.say(Happening.of(operation, event, actor.name()), all, clock.instant());
    }

    /** All or none: what was released before the first problem is taken back with the transaction. */
    private static Checked<OperationId> undone(List<Problem> problems) {
        TransactionAspectSupport.currentTransactionStatus().setRollbackOnly();
        return Checked.failed(problems);
    }

    private static Checked<OperationId> failed(ProblemType type) {
        return Checked.failed(type.problem());
    }
}
