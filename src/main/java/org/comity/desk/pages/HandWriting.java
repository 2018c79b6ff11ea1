package org.comity.desk.pages;

import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.comity.casework.Files;
import org.comity.casework.StoredFile;
import org.comity.casework.WrittenDown;
import org.comity.desk.Office;
import org.comity.desk.api.Attached;
import org.comity.desk.drafts.Draft;
import org.comity.matters.ByHand;
import org.comity.partners.AgencyId;
import org.comity.partners.Partner;
import org.comity.partners.Partners;
import org.comity.people.Actor;
import org.comity.people.People;
import org.comity.people.Person;
import org.comity.problems.Checked;
import org.comity.problems.DeskProblem;
import org.comity.problems.Problem;
import org.springframework.stereotype.Component;
import org.springframework.web.multipart.MultipartFile;

/** UC-21: the fields in which an officer writes down how something went or came by hand, in every form that asks for it. */
@Component
class HandWriting {
    static final String WHEN = Draft.BY_HAND + "/when";

    static final List<String> WAYS =
            Stream.of(ByHand.Way.values()).map(Enum::name).toList();

    private static final String WAY = Draft.BY_HAND + "/way";
    private static final String SENDER = Draft.BY_HAND + "/sender";
    static final String RECIPIENT = Draft.BY_HAND + "/recipient";
    private static final String NUMBER = Draft.BY_HAND + "/number";
    private static final String PERSON = "/person";
    static final String ORGANISATION = "/organisation";
    private static final int LONGEST = 200; // characters; as every text of a profile

    private final Partners partners;
    private final People people;
    private final Correspondents correspondents;
    private final Office office;
    private final Clock clock;

    HandWriting(Partners partners, People people, Correspondents correspondents, Office office, Clock clock) {
        this.partners = partners;
        this.people = people;
        this.correspondents = correspondents;
        this.office = office;
        this.clock = clock;
    }

    /** What the form begins with: now, and who of ours gives or takes such things, for the officer to change. */
    Draft out(Actor actor, AgencyId partner) {
        return blank(ours(actor), theirs(partner));
    }

    /** As {@link #out}, of what came to us. */
    Draft in(Actor actor, AgencyId partner) {
        return blank(theirs(partner), ours(actor));
    }

    /** As {@link #out}, between those whom an earlier record names. */
    Draft between(ByHand.Party sender, ByHand.Party recipient) {
        return blank(sender, recipient);
    }

    private Draft blank(ByHand.Party sender, ByHand.Party recipient) {
        Map<String, String> texts = new LinkedHashMap<>();
        texts.put(
                WHEN,
                OffsetDateTime.ofInstant(clock.instant().truncatedTo(ChronoUnit.MINUTES), office.zone())
                        .toString());
        put(texts, SENDER, sender);
        put(texts, RECIPIENT, recipient);
        return new Draft(texts);
    }

    private static void put(Map<String, String> texts, String place, ByHand.Party party) {
        texts.put(place + PERSON, party.person());
        texts.put(place + ORGANISATION, party.organisation());
    }

    private ByHand.Party ours(Actor actor) {
        String name = people.find(actor.name()).map(Person::fullName).orElse(actor.name());
        return new ByHand.Party(name, correspondents.ours(actor).name());
    }

    private ByHand.Party theirs(AgencyId id) {
        // who it was there only the officer knows
        return new ByHand.Party("", partners.find(id).map(Partner::name).orElse(""));
    }

    /** Every problem at once, each at its field; without the scan, which is stored only once the record is taken. */
    Checked<WrittenDown> read(Draft draft) {
        List<Problem> problems = new ArrayList<>();
        Optional<Instant> when = when(draft, problems);
        Optional<ByHand.Way> way = way(draft, problems);
        ByHand.Party sender = party(draft, SENDER, problems);
        ByHand.Party recipient = party(draft, RECIPIENT, problems);
        String number = text(draft, NUMBER, problems);
        if (problems.isEmpty() && when.isPresent() && way.isPresent()) {
            return Checked.passed(new WrittenDown(when.get(), way.get(), sender, recipient, number, Optional.empty()));
        }
        return Checked.failed(problems);
    }

    static Optional<StoredFile> stored(List<MultipartFile> scan, Files files) {
        return Attached.stored(scan.stream().limit(1).toList(), files).stream().findFirst();
    }

    /** What casework says about the time and the way stands at its field. */
    static List<Problem> placed(List<Problem> problems) {
        return problems.stream()
                .map(problem -> switch (problem.where()) {
                    case "at" -> new Problem(problem.type(), WHEN, problem.rule());
                    case "way" -> new Problem(problem.type(), WAY, problem.rule());
                    default -> problem;
                })
                .toList();
    }

    static Optional<Instant> when(Draft draft, List<Problem> problems) {
        String typed = needed(draft, WHEN, problems);
        try {
            return typed.isEmpty()
                    ? Optional.empty()
                    : Optional.of(OffsetDateTime.parse(typed).toInstant());
        } catch (DateTimeException noTime) {
            problems.add(DeskProblem.PARAMETER_INVALID.at(WHEN));
            return Optional.empty();
        }
    }

    private static Optional<ByHand.Way> way(Draft draft, List<Problem> problems) {
        String typed = needed(draft, WAY, problems);
        Optional<ByHand.Way> way = Stream.of(ByHand.Way.values())
                .filter(known -> known.name().equals(typed))
                .findFirst();
        if (!typed.isEmpty() && way.isEmpty()) {
            problems.add(DeskProblem.PARAMETER_INVALID.at(WAY));
        }
        return way;
    }

    static ByHand.Party party(Draft draft, String place, List<Problem> problems) {
        return new ByHand.Party(needed(draft, place + PERSON, problems), needed(draft, place + ORGANISATION, problems));
    }

    private static String needed(Draft draft, String place, List<Problem> problems) {
        String text = text(draft, place, problems);
        if (text.isEmpty()) {
            problems.add(DeskProblem.FIELD_MISSING.at(place));
        }
        return text;
    }

    private static String text(Draft draft, String place, List<Problem> problems) {
        String text = draft.text(place).strip();
        if (text.length() > LONGEST) {
            problems.add(DeskProblem.PARAMETER_INVALID.at(place));
        }
        return text;
    }
}
