package org.comity.casework;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.comity.journal.HandOverRows;
import org.comity.journal.RequestRows;
import org.comity.law.DeadlineRule;
import org.comity.law.Designation;
import org.comity.matters.HandOver;
import org.comity.matters.Request;
import org.comity.matters.Task;
import org.comity.matters.TaskKind;
import org.comity.messages.MessageId;
import org.comity.partners.OwnAgencies;
import org.comity.partners.OwnAgency;
import org.comity.partners.OwnUnit;
import org.comity.people.Actor;
import org.comity.people.People;
import org.comity.people.Person;
import org.comity.people.Role;
import org.comity.people.UnitId;
import org.comity.problems.Checked;
import org.comity.problems.DeskProblem;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * UC-24: what the 24/7 contact point received or holds goes over to the unit that is the central authority, or back (ETS185/27/2,
 * ETS185/35). The unit in charge changes in one transaction, when a person of the other one takes the matter over; until then it stays
 * with the one that offered it, so that somebody always has it.
 */
@Service
public class HandOvers {
    /** Characters of a reason; a column of the pages. */
    private static final int LONGEST = 2000;

    private final Clock clock;
    private final Access access;
    private final HandOverRows rows;
    private final RequestRows requests;
    private final OwnAgencies own;
    private final People people;
    private final Pairs pairs;
    private final ActBy actBy;
    private final Tasks tasks;
    private final Announcements announcements;

    HandOvers(
            Clock clock,
            Access access,
            HandOverRows rows,
            RequestRows requests,
            OwnAgencies own,
            People people,
            Pairs pairs,
            ActBy actBy,
            Tasks tasks,
            Announcements announcements) {
        this.clock = clock;
        this.access = access;
        this.rows = rows;
        this.requests = requests;
        this.own = own;
        this.people = people;
        this.pairs = pairs;
        this.actBy = actBy;
        this.tasks = tasks;
        this.announcements = announcements;
    }

    /**
     * How it stands with a request that somebody may read.
     *
     * @param open the hand-over that is under way
     * @param inCharge whether the request is the actor's to work on
     * @param mayTake whether the actor may take it over or give it back
     * @param mayCallOff whether the actor may call the offer off
     * @param units that the actor may hand it over to now
     */
    public record Standing(
            Optional<HandOver> open, boolean inCharge, boolean mayTake, boolean mayCallOff, List<OwnUnit> units) {
        public Standing {
            units = List.copyOf(units);
        }
    }

    @Transactional(readOnly = true)
    public Optional<Standing> standing(Actor actor, MessageId id) {
        return access.find(actor, id).map(request -> {
            Optional<HandOver> open = rows.open(request.matter());
            boolean inCharge = access.mayWorkOn(actor, request);
            boolean officer = actor.is(Role.OFFICER);
            return new Standing(
                    open,
                    inCharge,
                    officer && open.filter(offer -> isTo(actor, offer)).isPresent(),
                    officer
                            && inCharge
                            && open.filter(offer -> !isTo(actor, offer)).isPresent(),
                    officer && inCharge && open.isEmpty() ? units(request) : List.of());
        });
    }

    /**
     * UC-24/1: a person of the unit in charge offers the matter of {@code id} to another unit.
     *
     * @param why for the other unit
     */
    @Transactional
    public Checked<Request> offer(Actor actor, MessageId id, UnitId to, String why) {
        access.find(actor, id).ifPresent(request -> rows.lock(request.matter()));
        return officer(actor, access.lock(actor, id))
                .then(request -> worded("why", why, request))
                .then(request -> {
                    if (units(request).stream().noneMatch(unit -> unit.id().equals(to.value()))) {
                        return Checked.failed(DeskProblem.NOT_FOUND.at("unit"));
                    }
                    if (!isStaffed(request, to)) {
                        return Checked.failed(DeskProblem.NOBODY_IN_UNIT.at("unit"));
                    }
                    return rows.open(request.matter()).isPresent()
                            ? Checked.failed(DeskProblem.MOVE_NOT_POSSIBLE.problem())
                            : Checked.passed(offered(actor, request, to, why.strip()));
                });
    }

    private Request offered(Actor actor, Request request, UnitId to, String why) {
        Instant now = clock.instant();
        boolean byRelationship = pairs.of(request.agency(), request.partner())
                .practice()
                .target(DeadlineRule.DR_95)
                .isPresent();
        Optional<Instant> ofTheOffice =
                byRelationship ? Optional.empty() : Optional.of(now.plus(actBy.within(request)));
        Task task =
                tasks.open(request, TaskKind.HAND_OVER, ofTheOffice, Optional.of(request.unit() + " to " + to), now);
        HandOver offer = new HandOver(
                task.id(),
                request.matter(),
                request.id(),
                request.unit(),
                to,
                why,
                now,
                actor.name(),
                Optional.empty());
        rows.insert(request, offer);
        say(request, "hand-over.offered", actor, offer, now);
        return request;
    }

    /** UC-24/3: a person of the other unit takes it over; from now on it is theirs, and no longer the first unit's. */
    @Transactional
    public Checked<Request> take(Actor actor, MessageId id) {
        return ending(actor, id, offer -> isTo(actor, offer)).then(both -> {
            Instant now = clock.instant();
            HandOver offer = both.offer();
            rows.end(offer.id(), new HandOver.End(now, actor.name(), true, Optional.empty()));
            end(both, new Task.Done(now, actor.name(), true, Optional.empty(), Optional.empty()));
            rows.move(offer.matter(), offer.to());
            Request moved = requests.find(both.request().id()).orElseThrow();
            say(moved, "hand-over.taken", actor, offer, now);
            return Checked.passed(moved);
        });
    }

    /** UC-24/4: it stays where it was: a person of the other unit returns it, or one of the first unit calls the offer off. */
    @Transactional
    public Checked<Request> giveBack(Actor actor, MessageId id, String reason) {
        return ending(actor, id, offer -> true)
                .then(both -> worded("reason", reason, both))
                .then(both -> {
                    Instant now = clock.instant();
                    HandOver offer = both.offer();
                    Optional<String> because = Optional.of(reason.strip());
                    rows.end(offer.id(), new HandOver.End(now, actor.name(), false, because));
                    end(both, new Task.Done(now, actor.name(), false, because, Optional.empty()));
                    say(
                            both.request(),
                            isTo(actor, offer) ? "hand-over.returned" : "hand-over.called-off",
                            actor,
                            offer,
                            now);
                    return Checked.passed(both.request());
                });
    }

    private record Both(Request request, HandOver offer) {}

    private Checked<Both> ending(Actor actor, MessageId id, Predicate<HandOver> may) {
        return officer(actor, access.find(actor, id)).then(request -> {
            rows.lock(request.matter());
            return rows.open(request.matter())
                    .filter(may)
                    .map(offer -> Checked.passed(new Both(request, offer)))
                    .orElseGet(() -> Checked.failed(DeskProblem.MOVE_NOT_POSSIBLE.problem()));
        });
    }

    /** The task stands in the file of the request from which the matter was offered. */
    private void end(Both both, Task.Done how) {
        requests.find(both.offer().request())
                .ifPresent(from -> tasks.ended(from, both.offer().id(), how));
    }

    private static Checked<Request> officer(Actor actor, Optional<Request> request) {
        if (request.isEmpty()) {
            return Checked.failed(DeskProblem.NOT_FOUND.problem());
        }
        return actor.is(Role.OFFICER)
                ? Checked.passed(request.get())
                : Checked.failed(DeskProblem.ROLE_NEEDED.problem());
    }

    private static <T> Checked<T> worded(String field, String words, T passed) {
        if (words.isBlank()) {
            return Checked.failed(DeskProblem.FIELD_MISSING.at(field));
        }
        return words.length() > LONGEST
                ? Checked.failed(DeskProblem.PARAMETER_INVALID.at(field))
                : Checked.passed(passed);
    }

    /** The other units that are recorded to be a central authority or a contact point. */
    private List<OwnUnit> units(Request request) {
        OwnAgency agency = own.get(request.agency());
        return agency.units().stream()
                .filter(unit -> unit.designations().contains(Designation.CENTRAL_AUTHORITY)
                        || unit.designations().contains(Designation.CONTACT_POINT))
                .filter(unit -> !unit.id().equals(request.unit().value()))
                .toList();
    }

    private boolean isStaffed(Request request, UnitId unit) {
        return people.all().stream()
                .filter(person -> !person.disabled())
                .filter(person -> person.agency().equals(request.agency().value()))
                .map(Person::actor)
                .anyMatch(person -> person.unit().equals(unit) && person.is(Role.OFFICER));
    }

    private static boolean isTo(Actor actor, HandOver offer) {
        return actor.unit().equals(offer.to());
    }

    private void say(Request request, String event, Actor actor, HandOver offer, Instant now) {
        announcements.say(
                Happening.of(request, event, actor.name()),
                Map.of(
                        "task", offer.id().toString(),
                        "fromUnit", offer.from().value(),
                        "toUnit", offer.to().value()),
                now);
    }
}
