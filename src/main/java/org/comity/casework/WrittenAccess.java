package org.comity.casework;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import org.comity.law.AccessBasis;
import org.comity.law.AccessFacts;
import org.comity.matters.Matter;
import org.comity.matters.OwnAccess;
import org.comity.problems.CaseworkProblem;
import org.comity.problems.DeskProblem;
import org.comity.problems.Problem;

/**
 * What an officer writes down of an own access (UC-26); texts may be empty, and then a problem says so.
 *
 * @param basis code of an {@link AccessBasis}
 * @param state ISO 3166-1 alpha-2; empty: not known
 * @param corrects id of an entry of the same matter; empty: it stands for itself
 * @param why it corrects that one
 * @param scan the proof of what was seen, or of the consent
 */
public record WrittenAccess(
        String basis,
        String data,
        String source,
        Optional<Instant> at,
        String by,
        String state,
        OwnAccess.Consent consent,
        String corrects,
        String why,
        Optional<StoredFile> scan) {
    /** Characters of one text; a column of the pages. */
    private static final int LONGEST = 2000;

    /** What is amiss whatever the law asks; without what it corrects. */
    List<Problem> problems(Instant now) {
        List<Problem> problems = new ArrayList<>();
        if (at.isEmpty()) {
            problems.add(DeskProblem.FIELD_MISSING.at("access/at"));
        }
        if (at.filter(instant -> instant.isAfter(now)).isPresent()) {
            problems.add(CaseworkProblem.TIME_NOT_POSSIBLE.at("access/at"));
        }
        if (!state.isEmpty() && !state.matches("[A-Z]{2}")) {
            problems.add(DeskProblem.PARAMETER_INVALID.at("access/state"));
        }
        if (scan.filter(file -> file.length() == 0).isPresent()) {
            problems.add(DeskProblem.ATTACHMENT_UNFIT.at("access/scan"));
        }
        texts().forEach((place, text) -> {
            if (text.length() > LONGEST) {
                problems.add(DeskProblem.PARAMETER_INVALID.at("access/" + place));
            }
        });
        return problems;
    }

    /** @param known the entries of the matter */
    List<Problem> ofCorrection(List<OwnAccess> known) {
        List<Problem> problems = new ArrayList<>();
        if (!corrects.isEmpty()
                && known.stream().noneMatch(entry -> entry.id().toString().equals(corrects))) {
            problems.add(DeskProblem.NOT_FOUND.at("access/corrects"));
        }
        if (!corrects.isEmpty() && why.isBlank()) {
            problems.add(DeskProblem.FIELD_MISSING.at("access/why"));
        }
        return problems;
    }

    AccessFacts facts() {
        return new AccessFacts(
                basis,
                isSaid(data),
                isSaid(source),
                isSaid(by),
                new AccessFacts.ConsentFacts(
                        isSaid(consent.person()),
                        isSaid(consent.authority()),
                        isSaid(consent.voluntary()),
                        isSaid(consent.evidence())));
    }

    /** Of what has no problems. */
    OwnAccess entry(UUID id, Matter matter, OwnAccess.Recorded recorded) {
        AccessBasis known = AccessBasis.valueOf(basis);
        return new OwnAccess(
                id,
                matter.id(),
                known,
                data.strip(),
                source.strip(),
                at.orElseThrow().truncatedTo(ChronoUnit.SECONDS),
                by.strip(),
                Optional.of(state).filter(WrittenAccess::isSaid),
                Optional.of(consent).filter(told -> known == AccessBasis.CONSENT),
                Optional.of(corrects)
                        .filter(WrittenAccess::isSaid)
                        .map(old -> new OwnAccess.Correction(UUID.fromString(old), why.strip())),
                scan.map(StoredFile::scan),
                recorded);
    }

    private Map<String, String> texts() {
        return new TreeMap<>(Map.of(
                "data",
                data,
                "source",
                source,
                "accessedBy",
                by,
                "consent/person",
                consent.person(),
                "consent/authority",
                consent.authority(),
                "consent/voluntary",
                consent.voluntary(),
                "consent/evidence",
                consent.evidence(),
                "why",
                why));
    }

    private static boolean isSaid(String text) {
        return !text.isBlank();
    }

    /** Ids and codes only: the rest is content. */
    @Override
    public String toString() {
        return "WrittenAccess";
    }
}
