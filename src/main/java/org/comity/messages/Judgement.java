package org.comity.messages;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.comity.law.AnswerKind;
import org.comity.law.ConditionFacts;
import org.comity.law.DelayFacts;
import org.comity.law.Designation;
import org.comity.law.Facts;
import org.comity.law.LanguageFacts;
import org.comity.law.Relationship;
import org.comity.law.RequestKind;
import org.comity.law.Requirements;
import org.comity.law.ReviewFacts;
import org.comity.law.SenderFacts;
import org.comity.problems.LawProblem;
import org.comity.problems.Problem;

/** The law applied to a message: every problem at once, by the same rules when we send as when we receive, but for the few that are ours alone. Pure. */
public final class Judgement {

    private Judgement() {}

    private interface Check {
        List<Problem> of(Facts facts, Relationship relationship);
    }

    /** @param day on which the request is sent */
    public static List<Problem> ofRequest(
            RequestContent request, Exchange exchange, Relationship relationship, LocalDate day) {
        return ofRequest(request, exchange, relationship, day, day, Requirements::check);
    }

    /** Of one that came by hand: it does not say itself when it was written, so no day that it names is over. */
    public static List<Problem> ofLetter(
            RequestContent request, Exchange exchange, Relationship relationship, LocalDate day) {
        return ofRequest(request, exchange, relationship, day, LocalDate.MIN, Requirements::check);
    }

    /**
     * @param day on which the request was received
     * @param said the day on which it was written, where its author is
     */
    public static List<Problem> ofReceived(
            RequestContent request, Exchange exchange, Relationship relationship, LocalDate day, LocalDate said) {
        return ofRequest(request, exchange, relationship, day, said, Requirements::received);
    }

    private static List<Problem> ofRequest(
            RequestContent request,
            Exchange exchange,
            Relationship relationship,
            LocalDate day,
            LocalDate said,
            Check check) {
        List<Problem> problems = new ArrayList<>();
        request.requestKind()
                .ifPresentOrElse(
                        kind -> problems.addAll(Requirements.inForce(kind, relationship, day)),
                        () -> problems.add(LawProblem.CODE_UNKNOWN.at(request.kind() + "/@kind", "ETS185/23")));
        check.of(request.facts(exchange), relationship).stream()
                .filter(problem -> !problems.contains(problem))
                .forEach(problems::add);
        if (request instanceof Offer offer) {
            problems.addAll(check.of(conditions("offer/condition", offer.conditions(), said), relationship));
        }
        return problems;
    }

    private static Facts conditions(String place, List<Condition> conditions, LocalDate said) {
        return new ConditionFacts(
                place, conditions.stream().map(Condition::dueBy).toList(), said);
    }

    /**
     * Before sending only: who receives a request in a language that it does not read has it translated, and rejects nothing.
     *
     * @param enclosure whether files go with it, one of which may be a translation
     */
    public static List<Problem> ofLanguage(
            RequestContent request, Exchange exchange, Relationship relationship, LocalDate day, boolean enclosure) {
        return request.requestKind()
                .map(kind -> new LanguageFacts(
                        request.kind(), kind, exchange.recipient(), request.language(), enclosure, day))
                .map(facts -> Requirements.check(facts, relationship))
                .orElse(List.of());
    }

    /**
     * Before sending only: of what a partner is, our record may be old.
     *
     * @param designations of who sends it; empty: not recorded
     * @param copied whether its copy goes to the central authority at the same time (ETS185/27/9/a)
     * @param day on which it is sent
     */
    public static List<Problem> ofSender(
            RequestContent request,
            Relationship relationship,
            Set<Designation> designations,
            boolean copied,
            LocalDate day) {
        return request.requestKind()
                .map(kind -> new SenderFacts(
                        request.kind(), kind, designations, copied && kind.hasDirectWay(relationship, day)))
                .map(facts -> Requirements.check(facts, relationship))
                .orElse(List.of());
    }

    /**
     * Of everything that is said about a request; of what is no answer only its own contents are judged.
     *
     * @param said the day on which it is said
     * @param enclosure whether files go with it
     */
    public static List<Problem> ofAnswer(
            Content content, Exchange exchange, Relationship relationship, LocalDate said, boolean enclosure) {
        return ofAnswer(
                content, exchange, relationship, besides(content, exchange, said, enclosure), Requirements::check);
    }

    /** As {@link #ofAnswer}, of what the other side said, in writing or by telephone. */
    public static List<Problem> ofReceivedAnswer(
            Content content, Exchange exchange, Relationship relationship, LocalDate said, boolean enclosure) {
        return ofAnswer(
                content, exchange, relationship, besides(content, exchange, said, enclosure), Requirements::received);
    }

    private static List<Problem> ofAnswer(
            Content content, Exchange exchange, Relationship relationship, Optional<Facts> besides, Check check) {
        List<Problem> problems = new ArrayList<>();
        exchange.kind()
                .flatMap(kind -> content.says().map(answer -> admitted(kind, answer, content)))
                .ifPresent(problems::addAll);
        if (content instanceof ConditionReply reply && !reply.accepted() && isGiven(exchange)) {
            problems.add(LawProblem.ANSWER_NOT_ADMITTED.at(content.kind(), "ETS185/26/2"));
        }
        problems.addAll(check.of(content.facts(exchange), relationship));
        besides.map(facts -> check.of(facts, relationship)).ifPresent(problems::addAll);
        return problems;
    }

    /** What can be judged only beside the request, or on the day. */
    private static Optional<Facts> besides(Content content, Exchange exchange, LocalDate said, boolean enclosure) {
        return switch (content) {
            case Decision(MessageId request, Decision.Postponed postponed) ->
                postponed.review().map(day -> new ReviewFacts(day, said));
            case Decision(MessageId request, Decision.Conditional conditional) ->
                Optional.of(conditions("decision/conditional/condition", conditional.conditions(), said));
            case Delay(MessageId request, String reasons, Optional<LocalDate> expected) ->
                expected.map(day -> new DelayFacts(day, said));
            case Result result -> Optional.of(result.besideRequest(exchange, enclosure));
            default -> Optional.empty();
        };
    }

    /** What was given with the offer cannot be declined any more. */
    private static boolean isGiven(Exchange exchange) {
        return exchange.request()
                .filter(Offer.class::isInstance)
                .map(Offer.class::cast)
                .filter(Offer::isWhole)
                .isPresent();
    }

    /** Whether requests of {@code kind} can be told this at all, whatever it says in particular. */
    public static boolean admits(RequestKind kind, Content content) {
        return content.says()
                .map(answer -> admitted(kind, answer, content).isEmpty())
                .orElse(true);
    }

    /** A preservation is fulfilled by holding, never by a result; and only a preservation is (ETS185/29). */
    private static List<Problem> admitted(RequestKind kind, AnswerKind answer, Content content) {
        boolean fulfils = answer == AnswerKind.FULFILLED || answer == AnswerKind.PARTIAL;
        boolean fits = !fulfils || kind.isPreservation() == content instanceof Preserved;
        return fits
                ? Requirements.admitted(kind, answer)
                : List.of(LawProblem.ANSWER_NOT_ADMITTED.at(
                        content.kind(), kind.basis().value()));
    }
}
