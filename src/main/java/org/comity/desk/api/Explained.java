package org.comity.desk.api;

import java.util.List;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.comity.dashboard.RequestFile.Sent;
import org.comity.desk.api.ProblemBody.Finding;
import org.comity.journal.FindingRows;
import org.comity.matters.DeliveryState;
import org.comity.partners.Partner;
import org.comity.partners.PartnerState;
import org.comity.partners.Partners;
import org.comity.problems.Catalogue;
import org.comity.problems.DeliveryProblem;
import org.comity.problems.ProblemType;
import org.springframework.stereotype.Component;

/** Why a message is where it is, in words with remedies: what stands in its way now, or what it was turned away for. */
@Component
class Explained {
    private static final Pattern CODE = Pattern.compile("\\bE-[A-Z]{3}-\\d{2}\\b");

    private final Partners partners;

    Explained(Partners partners) {
        this.partners = partners;
    }

    List<Finding> problems(Sent sent) {
        if (sent.state() == DeliveryState.DELIVERED) {
            return List.of(); // what delayed it is told by its tries
        }
        Stream<ProblemType> suspended = waitsForASuspendedPartner(sent)
                ? Stream.of(DeliveryProblem.SUSPENDED) // UC-02/2c
                : Stream.empty();
        return Stream.concat(suspended, named(sent.lastProblem()))
                .distinct()
                .map(ProblemType::problem)
                .map(Finding::of)
                .toList();
    }

    /** What the law misses in a request that came by hand; the code of a later release that is not known here says itself. */
    static Finding missing(FindingRows.Finding finding) {
        Optional<ProblemType> type = Catalogue.find(finding.code());
        return new Finding(
                finding.code(),
                finding.rule(),
                finding.place(),
                type.map(ProblemType::sentence).orElse(finding.code()),
                type.map(ProblemType::remedy).orElse(""));
    }

    private boolean waitsForASuspendedPartner(Sent sent) {
        return sent.state().isWaiting()
                && partners.find(sent.partner())
                        .map(Partner::state)
                        .filter(PartnerState.SUSPENDED::equals)
                        .isPresent();
    }

    private static Stream<ProblemType> named(Optional<String> codes) {
        return CODE.matcher(codes.orElse(""))
                .results()
                .map(MatchResult::group)
                .flatMap(code -> Catalogue.find(code).stream());
    }
}
