package org.comity.desk.drafts;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.comity.casework.Answers;
import org.comity.casework.HandAnswers;
import org.comity.casework.HandRequests;
import org.comity.casework.Submissions;
import org.comity.law.RequestKind;
import org.comity.messages.Submission;
import org.comity.messages.Urgency;
import org.comity.people.Actor;
import org.comity.problems.Checked;
import org.comity.problems.Problem;
import org.comity.problems.SchemaProblem;
import org.comity.schemas.DocumentTexts;
import org.comity.schemas.MessageXml;
import org.springframework.stereotype.Component;

/**
 * UC-01/2 to 4 for a draft: schema and law judge the same XML that would be handed in, and the author hears of everything at once.
 *
 * <p>Where the schema already found something, the law is asked about the rest: the places that the schema named are left out of a
 * copy, or filled with a stand-in where the schema insists on a text, and what the law says about other places is added. The copy is
 * stored nowhere.
 */
@Component
public class DraftCheck {
    /** Texts, numbers, times and codes of the schema are each fitted by one of these; the last round leaves out the group. */
    private static final List<String> STAND_INS =
            List.of("X", "X", "1", "ROUTINE", "2000-01-01", "2000-01-01T00:00:00Z", "true", "", "");

    private final MessageXml xml;
    private final DocumentTexts documents;
    private final Submissions submissions;
    private final Answers answers;
    private final HandAnswers byHand;
    private final HandRequests requests;

    DraftCheck(
            MessageXml xml,
            DocumentTexts documents,
            Submissions submissions,
            Answers answers,
            HandAnswers byHand,
            HandRequests requests) {
        this.xml = xml;
        this.documents = documents;
        this.submissions = submissions;
        this.answers = answers;
        this.byHand = byHand;
        this.requests = requests;
    }

    /** The submission that the draft of a request makes, or every problem with its place. */
    public Checked<Submission> check(Actor actor, Draft draft) {
        return check(draft, submission -> submissions.check(actor, submission));
    }

    /** The same for what is said about a request. */
    public Checked<Submission> checkAnswer(Actor actor, Draft draft) {
        return check(draft, submission -> answers.check(actor, submission.content()));
    }

    /** The same for what the other side said by hand. */
    public Checked<Submission> checkHeard(Actor actor, Draft draft, HandAnswers.Came came) {
        return check(draft, submission -> byHand.check(actor, submission.content(), came));
    }

    /** The same for a request that came by hand: also what would not hinder recording it. */
    public Checked<Submission> checkCame(Actor actor, Draft draft) {
        return check(draft, submission -> switch (requests.judge(actor, submission)) {
            case Checked.Passed<HandRequests.Judged>(var judged) -> judged.missing();
            case Checked.Failed<HandRequests.Judged>(var problems) -> problems;
        });
    }

    /** The document that a draft makes, whatever the law says. */
    public Checked<Submission> read(Draft draft) {
        Checked<Submission> read = xml.readSubmission(draft.xml(documents));
        return read instanceof Checked.Failed<Submission>(var problems) ? Checked.failed(placed(problems)) : read;
    }

    private Checked<Submission> check(Draft draft, Function<Submission, List<Problem>> law) {
        String level = draft.root() + "/urgency/level";
        if (RequestKind.isElement(draft.root()) && !draft.has(level)) {
            // without it the schema misses the group, and names whatever comes after it; what is amiss at every level
            // is said beside
            List<Problem> all = new ArrayList<>(
                    check(draft.with(level, Urgency.ROUTINE.name()), law).problems());
            all.retainAll(check(draft.with(level, Urgency.URGENT.name()), law).problems());
            all.addFirst(SchemaProblem.MISSING.at(level));
            return Checked.failed(all);
        }
        Checked<Submission> read = xml.readSubmission(draft.xml(documents));
        if (read instanceof Checked.Passed<Submission>(var submission)) {
            return Checked.of(submission, placed(law.apply(submission)));
        }
        List<Problem> all = new ArrayList<>(placed(read.problems()));
        for (Problem further : lawOnTheRest(draft, read.problems(), law)) {
            if (all.stream().noneMatch(known -> concerns(known.where(), further.where()))) {
                all.add(further);
            }
        }
        return Checked.failed(all);
    }

    /** Round after round the copy loses what the schema names, until the schema passes the rest and the law can judge it. */
    private List<Problem> lawOnTheRest(Draft draft, List<Problem> found, Function<Submission, List<Problem>> law) {
        Draft rest = draft;
        List<Problem> named = found;
        for (String standIn : STAND_INS) {
            for (Problem problem : placed(named)) {
                rest = mended(rest, problem.where(), standIn);
            }
            Checked<Submission> again = xml.readSubmission(rest.xml(documents));
            if (again instanceof Checked.Passed<Submission>(var lawful)) {
                return placed(law.apply(lawful));
            }
            named = again.problems();
        }
        return List.of();
    }

    /** A text that is wrong goes; where the schema then misses one, it gets a stand-in; where none fits, the whole group goes. */
    private static Draft mended(Draft draft, String place, String standIn) {
        if (standIn.isEmpty()) {
            return draft.without(EmptyRows.parent(place));
        }
        return draft.has(place) && !STAND_INS.contains(draft.text(place))
                ? draft.without(place)
                : draft.with(place, standIn);
    }

    private static boolean concerns(String one, String other) {
        return Draft.isAtOrBelow(one, other) || Draft.isAtOrBelow(other, one);
    }

    /** Places as the fields are named: below the root, and of a list that has no row its name alone. */
    private static List<Problem> placed(List<Problem> problems) {
        return problems.stream()
                .map(problem ->
                        new Problem(problem.type(), problem.where().replaceFirst("^/submission/?", ""), problem.rule()))
                .toList();
    }
}
