package org.comity.casework;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.comity.journal.AccessRows;
import org.comity.law.AccessBasis;
import org.comity.law.Instrument;
import org.comity.law.Requirements;
import org.comity.matters.Matter;
import org.comity.matters.OwnAccess;
import org.comity.messages.Digest;
import org.comity.partners.AgencyId;
import org.comity.people.Actor;
import org.comity.people.Role;
import org.comity.problems.CaseworkProblem;
import org.comity.problems.Checked;
import org.comity.problems.DeskProblem;
import org.comity.problems.Problem;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * UC-26: the log of what our own people accessed in another State without asking it (ETS185/32). What is logged has happened: the law says what
 * an entry must tell, and the gateway neither permits nor forbids the access.
 */
@Service
public class OwnAccesses {
    /** Characters, as of a {@code line} of the schema, in which a submission titles a matter. */
    private static final int LONGEST_TITLE = 300;

    private final Clock clock;
    private final ClockWatch watch;
    private final Access access;
    private final AccessRows rows;
    private final Opening opening;
    private final Pairs pairs;
    private final MessageIds ids;
    private final Announcements announcements;

    OwnAccesses(
            Clock clock,
            ClockWatch watch,
            Access access,
            AccessRows rows,
            Opening opening,
            Pairs pairs,
            MessageIds ids,
            Announcements announcements) {
        this.clock = clock;
        this.watch = watch;
        this.access = access;
        this.rows = rows;
        this.opening = opening;
        this.pairs = pairs;
        this.ids = ids;
        this.announcements = announcements;
    }

    /**
     * An entry as it is read.
     *
     * @param correctedBy the entry that stands in for it
     * @param party whether ETS 185 is recorded to bind us and the State on that day; empty: no other State is named
     */
    public record Logged(OwnAccess entry, Optional<UUID> correctedBy, Optional<Boolean> party) {
        /** Consent opens data in another Party only, by the wording of ETS185/32. */
        public boolean isOutsideTheConvention() {
            return entry.basis() == AccessBasis.CONSENT
                    && party.filter(binds -> !binds).isPresent();
        }
    }

    /** Of a matter, oldest first; empty: no such matter, or not the actor's to read. */
    @Transactional(readOnly = true)
    public Optional<List<Logged>> of(Actor actor, String matter) {
        return access.find(actor, matter).map(found -> {
            List<OwnAccess> entries = rows.of(found.id());
            return entries.stream()
                    .map(entry -> new Logged(entry, correction(entry, entries), party(found, entry)))
                    .toList();
        });
    }

    /** Whether the actor may add to the log of the matter. */
    @Transactional(readOnly = true)
    public boolean mayRecord(Actor actor, String matter) {
        return actor.is(Role.OFFICER)
                && access.find(actor, matter)
                        .filter(found -> access.mayWorkOn(actor, found))
                        .isPresent();
    }

    /** Whether nothing of its own is amiss with what is written; stores nothing. */
    public boolean isWhole(Actor actor, WrittenAccess written) {
        return problems(new AgencyId(actor.agency()), written).isEmpty();
    }

    /** @return the id of the entry, or every problem at once */
    @Transactional
    public Checked<UUID> record(Actor actor, String matter, WrittenAccess written) {
        Optional<Matter> found = access.find(actor, matter).filter(one -> access.mayWorkOn(actor, one));
        if (found.isEmpty()) {
            return Checked.failed(DeskProblem.NOT_FOUND.problem());
        }
        if (!actor.is(Role.OFFICER)) {
            return Checked.failed(DeskProblem.ROLE_NEEDED.problem());
        }
        Instant now = clock.instant();
        List<Problem> problems = problems(found.get().agency(), written);
        problems.addAll(written.ofCorrection(rows.of(found.get().id())));
        return problems.isEmpty() ? kept(actor, found.get(), written, now) : Checked.failed(problems);
    }

    /**
     * The first that is known of a matter: it is opened with the entry, for the actor's unit.
     *
     * @param title of the matter, for our own lists
     * @return the reference of the matter, or every problem at once
     */
    @Transactional
    public Checked<String> recordInNew(Actor actor, String title, WrittenAccess written) {
        if (!actor.is(Role.OFFICER)) {
            return Checked.failed(DeskProblem.ROLE_NEEDED.problem());
        }
        AgencyId agency = new AgencyId(actor.agency());
        Instant now = clock.instant();
        List<Problem> problems = problems(agency, written);
        problems.addAll(written.ofCorrection(List.of()));
        if (title.isBlank()) {
            problems.add(0, DeskProblem.FIELD_MISSING.at("title"));
        } else if (title.length() > LONGEST_TITLE || title.chars().anyMatch(Character::isISOControl)) {
            problems.add(0, DeskProblem.PARAMETER_INVALID.at("title"));
        }
        if (!problems.isEmpty()) {
            return Checked.failed(problems);
        }
        Matter matter = opening.newMatter(actor, agency, Optional.of(title.strip()), now);
        return kept(actor, matter, written, now).then(entry -> Checked.passed(matter.reference()));
    }

    private List<Problem> problems(AgencyId agency, WrittenAccess written) {
        List<Problem> problems =
                new ArrayList<>(Requirements.check(written.facts(), pairs.with(agency, Optional.empty())));
        problems.addAll(written.problems(watch.notEarly()));
        if (written.state().equals(pairs.ownCountry(agency))) {
            problems.add(CaseworkProblem.OWN_STATE.at("access/state"));
        }
        return problems;
    }

    private Checked<UUID> kept(Actor actor, Matter matter, WrittenAccess written, Instant now) {
        OwnAccess entry = written.entry(ids.uuid(now), matter, new OwnAccess.Recorded(now, actor.name()));
        if (!rows.insert(matter.agency(), entry, written.scan().map(StoredFile::payload))) {
            return Checked.failed(DeskProblem.MOVE_NOT_POSSIBLE.at("access/corrects"));
        }
        Map<String, String> detail = new TreeMap<>(Map.of(
                "access", entry.id().toString(),
                "basis", entry.basis().name(),
                "sha256", digest(entry).hex()));
        entry.corrects().ifPresent(old -> detail.put("corrects", old.entry().toString()));
        entry.scan().ifPresent(proof -> detail.put("scan", proof.sha256().hex()));
        announcements.say(Happening.of(matter, "access.recorded", actor.name()), detail, now);
        return Checked.passed(entry.id());
    }

    private Optional<Boolean> party(Matter matter, OwnAccess entry) {
        return entry.state()
                .filter(state -> !state.equals(pairs.ownCountry(matter.agency())))
                .map(state -> pairs.with(matter.agency(), Optional.of(state))
                        .binds(Instrument.ETS185, pairs.today(matter.agency(), entry.at())));
    }

    private static Optional<UUID> correction(OwnAccess entry, List<OwnAccess> all) {
        return all.stream()
                .filter(other -> other.corrects()
                        .filter(old -> old.entry().equals(entry.id()))
                        .isPresent())
                .map(OwnAccess::id)
                .findFirst();
    }

    /** Over every text of the entry, so that the journal holds the proof of what it said and none of its content. */
    private static Digest digest(OwnAccess entry) {
        Stream<Object> consent = entry.consent().stream()
                .flatMap(told -> Stream.of(told.person(), told.authority(), told.voluntary(), told.evidence()));
        Stream<Object> correction = entry.corrects().stream().flatMap(old -> Stream.of(old.entry(), old.why()));
        String all = Stream.of(
                        Stream.<Object>of(
                                entry.id(), entry.basis(), entry.data(), entry.source(), entry.at(), entry.by()),
                        entry.state().stream().map(Object.class::cast),
                        consent,
                        correction,
                        entry.scan().stream()
                                .flatMap(proof ->
                                        Stream.of(proof.name(), proof.sha256().hex())))
                .flatMap(texts -> texts)
                .map(Object::toString)
                .collect(Collectors.joining("\0"));
        return Digest.of(all.getBytes(StandardCharsets.UTF_8));
    }
}
