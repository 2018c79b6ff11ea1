package org.comity.desk.pages;

import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.comity.casework.Conditions;
import org.comity.casework.Contradictions;
import org.comity.casework.HandAnswers;
import org.comity.casework.HandOvers;
import org.comity.casework.Incidents;
import org.comity.casework.OpenQuestions;
import org.comity.casework.Rejections;
import org.comity.casework.Senders;
import org.comity.casework.TwiceAsked;
import org.comity.casework.Uses;
import org.comity.dashboard.ListedRequest;
import org.comity.dashboard.OperationList;
import org.comity.dashboard.RequestFile;
import org.comity.dashboard.RequestFiles;
import org.comity.desk.Move;
import org.comity.journal.QuestionRows.Asked;
import org.comity.journal.UseRows;
import org.comity.law.RequestKind;
import org.comity.matters.ClockTable;
import org.comity.matters.DeliveryState;
import org.comity.matters.Direction;
import org.comity.matters.HoldState;
import org.comity.matters.RequestState;
import org.comity.matters.RequestTransitions;
import org.comity.matters.TaskKind;
import org.comity.messages.RequestContent.Relation;
import org.comity.partners.Partner;
import org.comity.partners.Partners;
import org.comity.people.Actor;
import org.comity.people.Role;
import org.comity.problems.Checked;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;

/** The file of one request. */
@Controller
class RequestPages {
    /** Where a request ended without what was asked, and can be asked anew. */
    private static final Set<RequestState> ENDED_WITHOUT = EnumSet.of(
            RequestState.REFUSED,
            RequestState.EXPIRED,
            RequestState.NO_DATA,
            RequestState.WITHDRAWN,
            RequestState.DECLINED,
            RequestState.CLOSED);

    /** Where the request that follows a preservation can be begun: it counts once it has arrived (ETS185/29/7). */
    private static final Set<RequestState> FOLLOWABLE = EnumSet.of(
            RequestState.SENT,
            RequestState.ACKNOWLEDGED,
            RequestState.UNDER_REVIEW,
            RequestState.INFO_NEEDED,
            RequestState.ACCEPTED,
            RequestState.REFERRED,
            RequestState.RISK_NOTICED,
            RequestState.SECRECY_NOT_POSSIBLE,
            RequestState.PRESERVED,
            RequestState.FOLLOWED_UP);

    private final RequestFiles files;
    private final Conditions conditions;
    private final Contradictions contradictions;
    private final TwiceAsked twiceAsked;
    private final Uses uses;
    private final HandOvers handOvers;
    private final Incidents incidents;
    private final Senders senders;
    private final Rejections rejections;
    private final HandAnswers answers;
    private final OpenQuestions questions;
    private final OperationList operations;
    private final Partners partners;
    private final Correspondents correspondents;
    private final Beside beside;

    RequestPages(
            RequestFiles files,
            Conditions conditions,
            Contradictions contradictions,
            TwiceAsked twiceAsked,
            Uses uses,
            HandOvers handOvers,
            Incidents incidents,
            Senders senders,
            Rejections rejections,
            HandAnswers answers,
            OpenQuestions questions,
            OperationList operations,
            Partners partners,
            Correspondents correspondents,
            Beside beside) {
        this.files = files;
        this.conditions = conditions;
        this.contradictions = contradictions;
        this.twiceAsked = twiceAsked;
        this.uses = uses;
        this.handOvers = handOvers;
        this.incidents = incidents;
        this.senders = senders;
        this.rejections = rejections;
        this.answers = answers;
        this.questions = questions;
        this.operations = operations;
        this.partners = partners;
        this.correspondents = correspondents;
        this.beside = beside;
    }

    /**
     * @param seen what the page asks for news with: all of it is renewed at once, and only if anything of it has changed
     */
    @GetMapping("/requests/{id}")
    Object file(
            @AuthenticationPrincipal Actor actor,
            @PathVariable("id") String id,
            @RequestParam(name = "seen", defaultValue = "") String seen,
            Model model) {
        RequestFile file = Named.file(files, actor, id);
        model.addAttribute("title", VisibleText.of(file.request().reference()));
        model.addAttribute("file", file);
        model.addAttribute("request", file.request());
        model.addAttribute(
                "telephones",
                partners.find(file.request().partner()).map(Partner::contacts).orElse(List.of()));
        model.addAttribute("contradictions", contradictions.of(file.request().id()));
        model.addAttribute("twice", twiceAsked.of(actor, file.request().id()));
        List<Conditions.Term> terms = conditions.of(file.request().id());
        model.addAttribute("terms", terms);
        boolean atOnce = file.request().kind() == RequestKind.SPON_26 && terms.isEmpty();
        model.addAttribute("atOnce", atOnce);
        if (uses.of(actor, file.request().id()) instanceof Checked.Passed<List<UseRows.Use>>(var log)) {
            model.addAttribute("uses", log);
        }
        model.addAttribute("avenue", files.avenue(file.request()).orElse(null));
        model.addAttribute(
                "operation", operations.of(actor, file.request().id()).orElse(null));
        HandOvers.Standing standing =
                handOvers.standing(actor, file.request().id()).orElseThrow(NotHere::new);
        model.addAttribute("standing", standing);
        model.addAttribute(
                "mayFindIncident", incidents.mayFind(actor, file.request().id()));
        model.addAttribute("sender", senders.of(actor, file.request().id()).orElse(null));
        moves(actor.is(Role.OFFICER) && standing.inCharge(), atOnce, file, model);
        List<ListedRequest> rest = file.request().heldInPart() ? askedAnew(actor, file) : List.of();
        model.addAttribute("restAsked", rest);
        boolean restInVain = rest.stream().allMatch(asked -> ENDED_WITHOUT.contains(asked.state()));
        model.addAttribute("restUnderWay", !restInVain);
        model.addAttribute(
                "restAskable",
                actor.is(Role.OFFICER)
                        && standing.inCharge()
                        && file.request().direction() == Direction.OUT
                        && restInVain);
        model.addAttribute("extendable", actor.is(Role.OFFICER) && standing.inCharge() && isHeldForUs(file));
        model.addAttribute("extended", file.request().kind().isExtension() ? extended(actor, file) : List.of());
        model.addAttribute("rejections", rejected(file.request(), actor.is(Role.OFFICER) && standing.inCharge()));
        model.addAttribute("mayApprove", actor.is(Role.APPROVER) && standing.inCharge());
        model.addAttribute("told", actor.is(Role.OFFICER) && standing.inCharge() ? told(file.request()) : List.of());
        unanswered(file.request()).ifPresent(asked -> {
            model.addAttribute("unanswered", asked.id());
            model.addAttribute("unsigned", asked.heard() && !correspondents.areAnswersCarried(file.request()));
        });
        model.addAttribute(
                "toCarry",
                file.messages().stream()
                        .filter(message -> message.state() == DeliveryState.TO_CARRY)
                        .toList());
        model.addAttribute(
                "waiting",
                file.messages().stream()
                        .filter(RequestFile.Sent::awaitsApproval)
                        .filter(message -> !message.kind().equals("part"))
                        .toList());
        String now = beside.standing(file, model.asMap());
        if (now.equals(seen)) {
            return ResponseEntity.noContent().build();
        }
        model.addAttribute("seen", now);
        return "request";
    }

    /**
     * @param again by which moves it can be said again; none: by a correction, or not at all any more
     * @param mendable whether it is the request itself, which a corrected one can replace
     */
    record Rejected(Rejections.Standing standing, List<Move> again, boolean mendable) {}

    private List<Rejected> rejected(ListedRequest request, boolean officer) {
        if (!request.rejected()) {
            return List.of();
        }
        List<Move> moves = officer ? Move.possible(request) : List.of();
        return rejections.standing(request.id()).stream()
                .map(standing -> new Rejected(
                        standing,
                        moves.stream()
                                .filter(move ->
                                        move.place().replaceFirst("/.*", "").equals(standing.kind()))
                                .toList(),
                        officer
                                && standing.message().equals(request.id())
                                && RequestTransitions.isCorrectable(request.state())))
                .toList();
    }

    /** The last question of the partner that has no answer, where the request went on (UC-05/2d, UC-21/5d). */
    private Optional<Asked> unanswered(ListedRequest request) {
        boolean wentOn =
                request.state() != RequestState.INFO_NEEDED && !request.state().isFinal();
        return wentOn && request.direction() == Direction.OUT && request.questionOpen()
                ? questions.asked(request.id()).stream()
                        .filter(asked -> asked.isOpen() && asked.kind().equals("question"))
                        .reduce((earlier, later) -> later)
                : Optional.empty();
    }

    /** Holds that it asks to lengthen, as they stand (UC-16/1e). */
    private List<RequestFile> extended(Actor actor, RequestFile file) {
        return file.links().stream()
                .filter(link -> !link.later() && link.relation() == Relation.PRESERVATION)
                .flatMap(link -> files.open(actor, link.request()).stream())
                .filter(held ->
                        held.hold().filter(hold -> hold.state().isHeld()).isPresent())
                .toList();
    }

    /** By which requests the same was asked again, but those that others have taken the place of. */
    private List<ListedRequest> askedAnew(Actor actor, RequestFile file) {
        return file.links().stream()
                .filter(link -> link.later() && link.relation() == Relation.SUCCEEDED)
                .flatMap(link -> files.find(actor, link.request()).stream())
                .filter(request -> request.state() != RequestState.SUPERSEDED)
                .toList();
    }

    /** Rules whose clocks wait for what a person tells. */
    private static List<String> told(ListedRequest request) {
        return ClockTable.TABLE.stream()
                .filter(row -> ClockTable.isTold(row, request.state()))
                .map(row -> row.rule().id())
                .toList();
    }

    /** What of the partner can be written down as it came by hand. */
    private List<Move> byHand(ListedRequest request) {
        return Move.ofTheOtherSide(request).stream()
                .filter(move -> request.isWrittenDown()
                        || answers.comesByHand(
                                request.partner(), move.place().replaceFirst("/.*", ""), request.state()))
                .toList();
    }

    /**
     * @param officer whether an officer reads it who may work on it
     * @param atOnce whether it is an offer that carries its information: what was given cannot be declined (LAW-99)
     */
    private void moves(boolean officer, boolean atOnce, RequestFile file, Model model) {
        ListedRequest request = file.request();
        List<Move> moves = Move.possible(request).stream()
                .filter(move -> move != Move.APPROVE && officer)
                .filter(move -> !(atOnce && move == Move.DECLINE_CONDITIONS))
                .toList();
        model.addAttribute("mayRecord", officer);
        model.addAttribute("heard", officer ? byHand(request) : List.of());
        boolean ours = officer && request.direction() == Direction.OUT;
        RequestState state = request.state();
        RequestKind kind = request.kind();
        model.addAttribute("needless", ours && !state.isFinal() && (kind.isPreservation() || kind.asksForStoredData()));
        model.addAttribute("moves", moves);
        model.addAttribute("endings", moves.stream().anyMatch(Move::isEnding));
        model.addAttribute("asides", moves.stream().anyMatch(Move::isAside));
        model.addAttribute("mendable", ours && (state == RequestState.REJECTED || state == RequestState.UNDELIVERABLE));
        model.addAttribute("followable", officer && canBeFollowed(request));
        model.addAttribute("correctable", ours && RequestTransitions.isCorrectable(state));
        model.addAttribute(
                "repeatable", ours && (ENDED_WITHOUT.contains(state) || (state.isDecided() && isUnchecked(file))));
    }

    /** Nobody has said yet that what came is whole (UC-14/5c): what is not may have to be asked for anew. */
    private static boolean isUnchecked(RequestFile file) {
        return file.tasks().stream()
                .anyMatch(task -> task.kind() == TaskKind.CHECK && task.done().isEmpty());
    }

    /** Whatever else the two authorities still ask each other. */
    private static boolean isHeldForUs(RequestFile file) {
        return file.request().direction() == Direction.OUT
                && !file.request().state().isFinal()
                && file.hold()
                        .filter(hold -> hold.state() == HoldState.PRESERVED && !hold.estimated())
                        .isPresent();
    }

    /** A hold of ours that stands or is asked for, also by one more request: subscriber data are often asked for first (UC-16/1g). */
    static boolean canBeFollowed(ListedRequest request) {
        return request.direction() == Direction.OUT
                && ClockTable.hold(request.kind()).isPresent()
                && FOLLOWABLE.contains(request.state());
    }
}
