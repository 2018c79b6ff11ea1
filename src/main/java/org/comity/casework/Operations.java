package org.comity.casework;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.comity.journal.OperationRows;
import org.comity.law.Relationship;
import org.comity.matters.Matter;
import org.comity.matters.Operation;
import org.comity.matters.OperationId;
import org.comity.matters.Request;
import org.comity.messages.PreservationRequest;
import org.comity.messages.RequestContent;
import org.comity.messages.RequestContent.Authority;
import org.comity.messages.Submission;
import org.comity.partners.AgencyId;
import org.comity.partners.Partner;
import org.comity.partners.Partners;
import org.comity.people.Actor;
import org.comity.problems.CaseworkProblem;
import org.comity.problems.Checked;
import org.comity.problems.Problem;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * UC-19: the same is asked of many partners in one act. The law is judged for each pair of States; then one transaction opens an ordinary
 * request to each partner. No message says that others were asked.
 */
@Service
public class Operations {
    private final Clock clock;
    private final Admission admission;
    private final Opening opening;
    private final Partners partners;
    private final Pairs pairs;
    private final OperationRows operations;
    private final MessageIds ids;
    private final References references;
    private final Announcements announcements;

    Operations(
            Clock clock,
            Admission admission,
            Opening opening,
            Partners partners,
            Pairs pairs,
            OperationRows operations,
            MessageIds ids,
            References references,
            Announcements announcements) {
        this.clock = clock;
        this.admission = admission;
        this.opening = opening;
        this.partners = partners;
        this.pairs = pairs;
        this.operations = operations;
        this.ids = ids;
        this.references = references;
        this.announcements = announcements;
    }

    /**
     * What stands against sending {@code submission} to one partner.
     *
     * @param languageFits whether that partner takes requests in its language; empty: not recorded, or the document names none
     */
    public record Judged(AgencyId partner, List<Problem> problems, Optional<Boolean> languageFits) {
        public Judged {
            problems = List.copyOf(problems);
        }
    }

    /** Judges it for each of {@code to}, files aside. Stores nothing. */
    public List<Judged> judge(Actor actor, Submission submission, SortedSet<AgencyId> to) {
        return to.stream()
                .map(partner -> {
                    Submission one = addressed(submission, partner);
                    Checked<Admitted> admitted = admit(actor, one, List.of(), false);
                    return new Judged(partner, admitted.problems(), languageFits(admitted, partner));
                })
                .toList();
    }

    /** @return the id of the operation, or every problem at once, the place of each beginning with the partner that it is about */
    @Transactional
    public Checked<OperationId> submit(Actor actor, Submission submission, Addressees to, List<StoredFile> files) {
        Map<AgencyId, Admitted> lawful = new TreeMap<>();
        Map<AgencyId, List<Problem>> amiss = new TreeMap<>();
        for (AgencyId partner : to.partners()) {
            switch (admit(actor, addressed(submission, partner), files, true)) {
                case Checked.Passed<Admitted>(var admitted) -> lawful.put(partner, admitted);
                case Checked.Failed<Admitted>(var problems) -> amiss.put(partner, problems);
            }
        }
        boolean goesOut = amiss.isEmpty() || (to.skip() && !lawful.isEmpty());
        return goesOut
                ? Checked.passed(open(actor, submission, lawful, amiss, files))
                : Checked.failed(gathered(amiss, to.partners().size()));
    }

    private Checked<Admitted> admit(Actor actor, Submission one, List<StoredFile> files, boolean withFiles) {
        if (one.copyTo().isPresent()) { // the central authority of one is not that of the others
            return Checked.failed(CaseworkProblem.BUILDS_ON_ONE.at("/submission/@copyTo"));
        }
        if (buildsOnOne(one)) {
            return Checked.failed(CaseworkProblem.BUILDS_ON_ONE.at("/submission"));
        }
        return withFiles ? admission.admit(actor, one, files) : admission.admit(actor, one);
    }

    private OperationId open(
            Actor actor,
            Submission submission,
            Map<AgencyId, Admitted> lawful,
            Map<AgencyId, List<Problem>> amiss,
            List<StoredFile> files) {
        Instant now = clock.instant();
        Admitted any = lawful.values().iterator().next();
        Matter matter = any.matter().orElseGet(() -> opening.newMatter(actor, any.from(), submission, now));
        Operation operation = new Operation(
                new OperationId(ids.uuid(now)),
                any.from(),
                matter.id(),
                matter.unit(),
                references.ofOperation(any.from(), now),
                submission.title().orElse(matter.title()),
                now,
                actor.name());
        operations.insert(operation);
        boolean fourEyes = lawful.values().stream().anyMatch(Admitted::fourEyes);
        lawful.forEach((partner, admitted) -> {
            Request request = opening.open(
                    actor,
                    addressed(submission, partner),
                    files,
                    admitted.within(operation.id(), matter, fourEyes),
                    now);
            operations.add(
                    operation.id(),
                    request,
                    admitted.content().language(),
                    languageFits(admitted.content(), admitted.relationship(), partner));
        });
        say(operation, "operation.opened", Optional.empty(), Map.of("partners", String.valueOf(lawful.size())), now);
        amiss.forEach((partner, problems) -> leaveOut(operation, partner, problems, now));
        return operation.id();
    }

    private void leaveOut(Operation operation, AgencyId partner, List<Problem> problems, Instant now) {
        String codes = problems.stream()
                .map(problem -> problem.type().code())
                .distinct()
                .collect(Collectors.joining(", "));
        operations.leaveOut(operation, partner, codes);
        say(operation, "operation.left-out", Optional.of(partner), Map.of("problems", codes), now);
    }

    private void say(
            Operation operation, String event, Optional<AgencyId> partner, Map<String, String> detail, Instant now) {
        Map<String, String> all = new TreeMap<>(detail);
        all.put("operation", operation.reference());
        announcements.say(Happening.of(operation, event, operation.openedBy()).with(partner), all, now);
    }

    /** The text stays; who is asked, as the document says, holds only for the partner that it names: of the others the registry says it. */
    private Submission addressed(Submission submission, AgencyId partner) {
        if (submission.to().equals(partner)) {
            return submission;
        }
        return partners.find(partner)
                .flatMap(found -> submission.content() instanceof RequestContent content
                        ? Optional.of(submission.to(partner, content.askedOf(authority(found))))
                        : Optional.empty())
                .orElseGet(() -> submission.to(partner, submission.content()));
    }

    private static Authority authority(Partner partner) {
        return new Authority(
                partner.name(),
                Optional.empty(),
                Optional.empty(),
                Optional.of(partner.officeHours()).filter(hours -> !hours.isBlank()),
                Optional.of(partner.zone()),
                Optional.empty());
    }

    /** What is named there is known to one partner; the others must not even learn its id. */
    private static boolean buildsOnOne(Submission submission) {
        return submission.content() instanceof RequestContent content
                && (!content.links().isEmpty()
                        || (content instanceof PreservationRequest preservation
                                && preservation.status() instanceof PreservationRequest.Extension));
    }

    private Optional<Boolean> languageFits(Checked<Admitted> admitted, AgencyId partner) {
        return admitted instanceof Checked.Passed<Admitted>(var found)
                ? languageFits(found.content(), found.relationship(), partner)
                : Optional.empty();
    }

    private Optional<Boolean> languageFits(RequestContent content, Relationship relationship, AgencyId partner) {
        return content.language().flatMap(written -> relationship.takes(pairs.partnerCountry(partner), written));
    }

    /** What every addressee would meet is the document's fault and said once; the rest is said of whom it is about. */
    private static List<Problem> gathered(Map<AgencyId, List<Problem>> amiss, int addressees) {
        Map<Problem, Integer> times = new LinkedHashMap<>();
        amiss.values().forEach(problems -> problems.forEach(problem -> times.merge(problem, 1, Integer::sum)));
        List<Problem> all = new ArrayList<>();
        times.forEach((problem, met) -> {
            if (isOfAll(problem, met, addressees)) {
                all.add(problem);
            }
        });
        amiss.forEach((partner, problems) -> problems.stream()
                .filter(problem -> !isOfAll(problem, times.getOrDefault(problem, 0), addressees))
                .map(problem -> new Problem(problem.type(), place(partner, problem.where()), problem.rule()))
                .forEach(all::add));
        return all;
    }

    private static boolean isOfAll(Problem problem, int met, int addressees) {
        return met == addressees && !problem.where().endsWith("@to");
    }

    private static String place(AgencyId partner, String where) {
        return where.startsWith("/") ? partner + where : partner + "/" + where;
    }
}
