package org.comity.desk;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.comity.dashboard.OperationFile;
import org.comity.dashboard.OperationFile.Asked;
import org.comity.dashboard.OperationFile.Held;
import org.comity.partners.AgencyId;
import org.comity.partners.Partner;
import org.comity.partners.Partners;
import org.springframework.stereotype.Component;

/** UC-19/6: an operation as a table for a spreadsheet: a row for each partner, times in UTC (RFC 3339), codes as on the REST interface. */
@Component
public class OperationTable {
    private static final List<String> HEAD = List.of(
            "partner",
            "name",
            "country",
            "reference",
            "partnerReference",
            "state",
            "nextMove",
            "ours",
            "refusalTold",
            "delivery",
            "received",
            "acknowledged",
            "hold",
            "heldInPart",
            "preservedFrom",
            "preservedUntil",
            "statedUntil",
            "holdHeard",
            "ground",
            "actBy",
            "problem");

    private final Partners partners;

    OperationTable(Partners partners) {
        this.partners = partners;
    }

    public byte[] csv(OperationFile file) {
        Table table = new Table(HEAD);
        file.asked().forEach(one -> table.row(row(one)));
        file.leftOut()
                .forEach(one -> table.row(List.of(
                        one.partner().value(),
                        name(one.partner()),
                        country(one.partner()),
                        "",
                        "",
                        "LEFT_OUT",
                        "NOBODY",
                        "",
                        "",
                        "",
                        "",
                        "",
                        "",
                        "",
                        "",
                        "",
                        "",
                        "",
                        "",
                        "",
                        one.problems())));
        return table.bytes();
    }

    private List<String> row(Asked one) {
        return List.of(
                one.partner().value(),
                name(one.partner()),
                country(one.partner()),
                one.reference(),
                one.partnerReference().orElse(""),
                one.state().name(),
                one.nextMove().name(),
                String.valueOf(one.ours()),
                String.valueOf(one.refusalTold()),
                one.delivery().name(),
                time(one.received()),
                time(one.acknowledged()),
                one.hold().map(held -> held.state().name()).orElse(""),
                one.preserved().map(held -> String.valueOf(held.inPart())).orElse(""),
                time(one.preserved().map(Held::starts)),
                time(one.preserved().map(Held::ends)),
                time(one.preserved().flatMap(Held::statedLater)),
                one.preserved().flatMap(Held::heard).map(Enum::name).orElse(""),
                one.ground().orElse(""),
                time(one.actBy()),
                one.problem().orElse(""));
    }

    private String name(AgencyId id) {
        return partners.find(id).map(Partner::name).orElse("");
    }

    private String country(AgencyId id) {
        return partners.find(id).map(Partner::country).orElse("");
    }

    private static String time(Optional<Instant> at) {
        return at.map(Instant::toString).orElse("");
    }
}
