package org.comity.casework;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.comity.journal.MatterRows;
import org.comity.journal.RequestRows;
import org.comity.law.DeadlineRule;
import org.comity.matters.Matter;
import org.comity.matters.Request;
import org.comity.messages.MessageId;
import org.comity.messages.Submission;
import org.comity.people.Actor;
import org.comity.problems.Checked;
import org.comity.problems.DeskProblem;
import org.comity.problems.Problem;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** UC-01: an officer, or an agency's own system, hands in a request; the law is checked before anything is stored. */
@Service
public class Submissions {
    /** Characters: some sentences. */
    private static final int LONGEST_AVENUE = 4_000;

    private final Clock clock;
    private final Admission admission;
    private final Opening opening;
    private final MatterRows matters;
    private final RequestRows requests;
    private final Announcements announcements;

    Submissions(
            Clock clock,
            Admission admission,
            Opening opening,
            MatterRows matters,
            RequestRows requests,
            Announcements announcements) {
        this.clock = clock;
        this.admission = admission;
        this.opening = opening;
        this.matters = matters;
        this.requests = requests;
        this.announcements = announcements;
    }

    @Transactional
    public Checked<MessageId> submit(Actor actor, Submission submission, List<StoredFile> files) {
        return submit(actor, submission, files, "");
    }

    /**
     * @param avenue why this avenue was chosen; stays in our house; empty: not said
     * @return the id of the request, or every problem at once; with problems nothing is stored
     */
    @Transactional
    public Checked<MessageId> submit(Actor actor, Submission submission, List<StoredFile> files, String avenue) {
        if (avenue.length() > LONGEST_AVENUE) {
            return Checked.failed(DeskProblem.PARAMETER_INVALID.at("avenue"));
        }
        return admission.admit(actor, submission, files).then(admitted -> {
            MessageId id =
                    both(actor, submission, files, admitted, clock.instant()).id();
            if (!avenue.isBlank()) {
                requests.avenue(id, avenue.strip());
            }
            return Checked.passed(id);
        });
    }

    /** DR-10: the copy for the central authority is made in the same transaction and waits for the same approval. */
    private Request both(Actor actor, Submission submission, List<StoredFile> files, Admitted admitted, Instant now) {
        Request direct = opening.open(actor, submission, files, admitted, now);
        submission.copyTo().ifPresent(central -> {
            Matter matter = matters.find(direct.matter()).orElseThrow();
            Submission copy = Copies.copy(submission, admitted.content(), central, direct, matter.reference());
            Request copied = opening.open(
                    actor, copy, files, admitted.copied(Copies.linked(admitted.content(), direct), matter), now);
            announcements.say(
                    Happening.of(direct, "request.copied", actor.name()).about(Optional.of(copied.id())),
                    Map.of("rule", DeadlineRule.DR_10.id(), "copy", copied.id().toString()),
                    direct.opened());
        });
        return direct;
    }

    /** Whether {@link #submit} would take it, but for its files: every problem at once. Stores nothing. */
    public List<Problem> check(Actor actor, Submission submission) {
        return admission.admit(actor, submission).problems();
    }
}
