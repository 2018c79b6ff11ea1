package org.comity.casework;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Predicate;
import org.comity.journal.HandOverRows;
import org.comity.journal.RequestRows;
import org.comity.law.Designation;
import org.comity.law.Practice;
import org.comity.matters.HandOver;
import org.comity.matters.Matter;
import org.comity.matters.MatterId;
import org.comity.matters.Request;
import org.comity.matters.Task;
import org.comity.matters.TaskKind;
import org.comity.messages.MessageId;
import org.comity.partners.AgencyId;
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

    /** Until somebody is called about a matter in which nobody was asked: as long as the office gives itself for a routine move. */
    private static final Duration OF_THE_OFFICE = Practice.USUAL.actWithin().routine();

    private final Clock clock;
    private final Access access;
    private final HandOverRows rows;
    private final RequestRows requests;
    private final OwnAgencies own;
    private final People people;
    private final ActBy actBy;
    private final Tasks tasks;
    private final Alerting alerting;
    private final MessageIds ids;
    private final Announcements announcements;

    HandOvers(
            Clock clock,
            Access access,
            HandOverRows rows,
            RequestRows requests,
            OwnAgencies own,
            People people,
            ActBy actBy,
            Tasks tasks,
            Alerting alerting,
            MessageIds ids,
            Announcements announcements) {
        this.clock = clock;
        this.access = access;
        this.rows = rows;
        this.requests = requests;
        this.own = own;
        this.people = people;
        this.actBy = actBy;
        this.tasks = tasks;
        this.alerting = alerting;
        this.ids = ids;
        this.announcements = announcements;
    }

    /**
     * How it stands with a request, or a matter, that somebody may read.
     *
     * @param open the hand-over that is under way
     * @param inCharge whether it is the actor's to work on
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

    /**
     * What is handed over: a matter, from the file of one of its requests if it has any.
     *
     * @param unit that is in charge
     */
    private record Subject(AgencyId agency, MatterId matter, UnitId unit, Optional<Request> request) {
        static Subject of(Request request) {
            return new Subject(request.agency(), request.matter(), request.unit(), Optional.of(request));
        }

        static Subject of(Matter matter) {
            return new Subject(matter.agency(), matter.id(), matter.unit(), Optional.empty());
        }

        Happening happening(String event, String actor) {
            return new Happening(
                    event,
                    actor,
                    agency,
                    Optional.of(matter),
                    Optional.of(unit),
                    request.map(Request::id),
                    Optional.empty(),
                    request.map(Request::partner));
        }
    }

    @Transactional(readOnly = true)
    public Optional<Standing> standing(Actor actor, MessageId id) {
        return access.find(actor, id)
                .map(request -> standing(actor, Subject.of(request), access.mayWorkOn(actor, request)));
    }

    /** @param reference of a matter */
    @Transactional(readOnly = true)
    public Optional<Standing> standing(Actor actor, String reference) {
        return access.find(actor, reference)
                .map(matter -> standing(actor, Subject.of(matter), access.mayWorkOn(actor, matter)));
    }

    private Standing standing(Actor actor, Subject subject, boolean inCharge) {
        Optional<HandOver> open = rows.open(subject.matter());
        boolean officer = actor.is(Role.OFFICER);
        boolean isOffered = open.filter(offer -> isTo(actor, offer)).isPresent();
        return new Standing(
                open,
                inCharge,
                officer && isOffered,
                officer && inCharge && open.isPresent() && !isOffered,
                officer && inCharge && open.isEmpty() ? units(subject) : List.of());
    }

    /**
     * UC-24/1: a person of the unit in charge offers the matter of {@code id} to another unit.
     *
     * @param why for the other unit
     */
    @Transactional
    public Checked<MatterId> offer(Actor actor, MessageId id, UnitId to, String why) {
        access.find(actor, id).ifPresent(request -> rows.lock(request.matter()));
        return offer(actor, access.lock(actor, id).map(Subject::of), to, why);
    }

    /** As {@link #offer(Actor, MessageId, UnitId, String)}, by the reference of a matter, in which perhaps nobody was asked yet (UC-24/1a). */
    @Transactional
    public Checked<MatterId> offer(Actor actor, String reference, UnitId to, String why) {
        Optional<Matter> matter = access.find(actor, reference);
        matter.ifPresent(found -> rows.lock(found.id()));
        Optional<Request> newest = matter.flatMap(found -> requests.newestOf(found.id()));
        return newest.isPresent()
                ? offer(actor, newest.get().id(), to, why)
                : offer(
                        actor,
                        access.find(actor, reference)
                                .filter(found -> access.mayWorkOn(actor, found))
                                .map(Subject::of),
                        to,
                        why);
    }

    private Checked<MatterId> offer(Actor actor, Optional<Subject> mine, UnitId to, String why) {
        return officer(actor, mine).then(subject -> worded("why", why, subject)).then(subject -> {
            if (units(subject).stream().noneMatch(unit -> unit.id().equals(to.value()))) {
                return Checked.failed(DeskProblem.NOT_FOUND.at("unit"));
            }
            if (!isStaffed(subject, to)) {
                return Checked.failed(DeskProblem.NOBODY_IN_UNIT.at("unit"));
            }
            return rows.open(subject.matter()).isPresent()
                    ? Checked.failed(DeskProblem.MOVE_NOT_POSSIBLE.problem())
                    : Checked.passed(offered(actor, subject, to, why.strip()));
        });
    }

    private MatterId offered(Actor actor, Subject subject, UnitId to, String why) {
        Instant now = clock.instant();
        UUID id = subject.request()
                .map(request -> task(request, to, now).id())
                .orElseGet(() -> ids.uuid(now)); // no clock runs where nobody was asked: an alert calls instead
        HandOver offer = new HandOver(
                id,
                subject.matter(),
                subject.request().map(Request::id),
                subject.unit(),
                to,
                why,
                now,
                actor.name(),
                Optional.empty());
        rows.insert(subject.agency(), offer);
        if (subject.request().isEmpty()) {
            alerting.raiseLater(
                    subject.agency(),
                    Alerting.MATTER_OFFERED,
                    subject.matter().toString(),
                    now.plus(OF_THE_OFFICE),
                    now);
        }
        say(subject, "hand-over.offered", actor, offer, now);
        return subject.matter();
    }

    private Task task(Request request, UnitId to, Instant now) {
        Optional<Instant> due = actBy.ofTheOffice(request, TaskKind.HAND_OVER.rule(), now);
        return tasks.open(request, TaskKind.HAND_OVER, due, Optional.of(request.unit() + " to " + to), now);
    }

    /** UC-24/3: a person of the other unit takes it over; from now on it is theirs, and no longer the first unit's. */
    @Transactional
    public Checked<MatterId> take(Actor actor, MessageId id) {
        return take(actor, access.find(actor, id).map(Subject::of));
    }

    /** As {@link #take(Actor, MessageId)}, by the reference of a matter. */
    @Transactional
    public Checked<MatterId> take(Actor actor, String reference) {
        return take(actor, access.find(actor, reference).map(Subject::of));
    }

    private Checked<MatterId> take(Actor actor, Optional<Subject> asked) {
        return ending(actor, asked, offer -> isTo(actor, offer)).then(both -> {
            Instant now = clock.instant();
            HandOver offer = both.offer();
            rows.end(offer.id(), new HandOver.End(now, actor.name(), true, Optional.empty()));
            end(both, new Task.Done(now, actor.name(), true, Optional.empty(), Optional.empty()));
            rows.move(offer.matter(), offer.to());
            Subject subject = both.subject();
            Subject moved = new Subject(subject.agency(), subject.matter(), offer.to(), subject.request());
            say(moved, "hand-over.taken", actor, offer, now);
            return Checked.passed(subject.matter());
        });
    }

    /** UC-24/4: it stays where it was: a person of the other unit returns it, or one of the first unit calls the offer off. */
    @Transactional
    public Checked<MatterId> giveBack(Actor actor, MessageId id, String reason) {
        return giveBack(actor, access.find(actor, id).map(Subject::of), reason);
    }

    /** As {@link #giveBack(Actor, MessageId, String)}, by the reference of a matter. */
    @Transactional
    public Checked<MatterId> giveBack(Actor actor, String reference, String reason) {
        return giveBack(actor, access.find(actor, reference).map(Subject::of), reason);
    }

    private Checked<MatterId> giveBack(Actor actor, Optional<Subject> asked, String reason) {
        return ending(actor, asked, offer -> true)
                .then(both -> worded("reason", reason, both))
                .then(both -> {
                    Instant now = clock.instant();
                    HandOver offer = both.offer();
                    Optional<String> because = Optional.of(reason.strip());
                    rows.end(offer.id(), new HandOver.End(now, actor.name(), false, because));
                    end(both, new Task.Done(now, actor.name(), false, because, Optional.empty()));
                    say(
                            both.subject(),
                            isTo(actor, offer) ? "hand-over.returned" : "hand-over.called-off",
                            actor,
                            offer,
                            now);
                    return Checked.passed(both.subject().matter());
                });
    }

    private record Both(Subject subject, HandOver offer) {}

    private Checked<Both> ending(Actor actor, Optional<Subject> asked, Predicate<HandOver> may) {
        return officer(actor, asked).then(subject -> {
            rows.lock(subject.matter());
            return rows.open(subject.matter())
                    .filter(may)
                    .map(offer -> Checked.passed(new Both(subject, offer)))
                    .orElseGet(() -> Checked.failed(DeskProblem.MOVE_NOT_POSSIBLE.problem()));
        });
    }

    /** The task stands in the file of the request from which the matter was offered; where there was none an alert calls, whoever asked whom since. */
    private void end(Both both, Task.Done how) {
        HandOver offer = both.offer();
        if (offer.request().isEmpty()) {
            String matter = offer.matter().toString();
            alerting.settle(both.subject().agency(), Alerting.MATTER_OFFERED, matter, how.by(), how.at());
        }
        offer.request().flatMap(requests::find).ifPresent(from -> tasks.ended(from, offer.id(), how));
    }

    private static Checked<Subject> officer(Actor actor, Optional<Subject> subject) {
        if (subject.isEmpty()) {
            return Checked.failed(DeskProblem.NOT_FOUND.problem());
        }
        return actor.is(Role.OFFICER)
                ? Checked.passed(subject.get())
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
    private List<OwnUnit> units(Subject subject) {
        OwnAgency agency = own.get(subject.agency());
        return agency.units().stream()
                .filter(unit -> unit.designations().contains(Designation.CENTRAL_AUTHORITY)
                        || unit.designations().contains(Designation.CONTACT_POINT))
                .filter(unit -> !unit.id().equals(subject.unit().value()))
                .toList();
    }

    private boolean isStaffed(Subject subject, UnitId unit) {
        return people.all().stream()
                .filter(person -> !person.disabled())
                .filter(person -> person.agency().equals(subject.agency().value()))
                .map(Person::actor)
                .anyMatch(person -> person.unit().equals(unit) && person.is(Role.OFFICER));
    }

    private static boolean isTo(Actor actor, HandOver offer) {
        return actor.unit().equals(offer.to());
    }

    private void say(Subject subject, String event, Actor actor, HandOver offer, Instant now) {
        Map<String, String> detail = new TreeMap<>(
                Map.of("fromUnit", offer.from().value(), "toUnit", offer.to().value()));
        offer.request().ifPresent(request -> detail.put("task", offer.id().toString()));
        announcements.say(subject.happening(event, actor.name()), detail, now);
    }
}
