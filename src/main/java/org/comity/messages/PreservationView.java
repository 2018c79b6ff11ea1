package org.comity.messages;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.comity.law.IdentifierForm;
import org.comity.law.PreservationFacts;
import org.comity.law.PreservationFacts.Custodian;
import org.comity.law.PreservationFacts.IdentifierFacts;
import org.comity.law.PreservationFacts.PeriodFacts;

/** A preservation request as the law sees it. */
final class PreservationView {
    private static final Map<Identifier.Form, IdentifierForm> CHECKED = new EnumMap<>(Map.of(
            Identifier.Form.IMEI, IdentifierForm.IMEI,
            Identifier.Form.ICCID, IdentifierForm.ICCID,
            Identifier.Form.IBAN, IdentifierForm.IBAN,
            Identifier.Form.WALLET, IdentifierForm.WALLET,
            Identifier.Form.TRANSACTION, IdentifierForm.TRANSACTION,
            Identifier.Form.AS_NUMBER, IdentifierForm.AS_NUMBER,
            Identifier.Form.DOMAIN, IdentifierForm.DOMAIN));

    private PreservationView() {}

    static PreservationFacts of(PreservationRequest request) {
        return new PreservationFacts(
                request.requesting().isPresent(),
                request.offences().stream().map(PreservationView::offence).toList(),
                said(request.facts()),
                request.data().stream().map(PreservationView::data).toList(),
                custodian(request.custodian()),
                said(request.necessity()),
                request.followUp()
                        .map(followUp -> !followUp.intendedRequest().isBlank())
                        .orElse(false),
                request.urgency().level() != Urgency.ROUTINE,
                said(request.urgency().reason()),
                request.status() instanceof PreservationRequest.Extension,
                request.status() instanceof PreservationRequest.Extension(var previous) && said(previous));
    }

    private static boolean said(Optional<String> text) {
        return text.map(words -> !words.isBlank()).orElse(false);
    }

    private static PreservationFacts.Offence offence(PreservationRequest.Offence offence) {
        return new PreservationFacts.Offence(offence.code(), said(offence.provision()));
    }

    private static PreservationFacts.Data data(PreservationRequest.DataItem item) {
        return new PreservationFacts.Data(
                item.category(),
                said(item.description()),
                said(item.linkToOffence()),
                identifiers(item.identifiers()),
                item.period()
                        .map(period -> new PeriodFacts(
                                period.from().toInstant(), period.until().toInstant())));
    }

    private static Custodian custodian(Optional<PreservationRequest.Custodian> custodian) {
        return custodian
                .map(said -> switch (said) {
                    case PreservationRequest.Known known -> Custodian.NAMED;
                    case PreservationRequest.NoneKnown none -> Custodian.NONE_KNOWN;
                })
                .orElse(Custodian.NOT_SAID);
    }

    private static List<IdentifierFacts> identifiers(List<Identifier> identifiers) {
        Map<String, Integer> counts = new HashMap<>();
        List<IdentifierFacts> facts = new ArrayList<>();
        for (Identifier identifier : identifiers) {
            int index = counts.merge(identifier.element(), 1, Integer::sum);
            facts.add(identifier(identifier, "identifiers/" + identifier.element() + "[" + index + "]"));
        }
        return facts;
    }

    private static IdentifierFacts identifier(Identifier identifier, String place) {
        return switch (identifier) {
            case Identifier.IpAddress ip ->
                new IdentifierFacts(
                        IdentifierForm.IP_ADDRESS,
                        place,
                        ip.address(),
                        ip.port().isPresent(),
                        ip.at().isPresent(),
                        ip.zone().isPresent());
            case Identifier.FileHash hash -> plain(IdentifierForm.FILE_HASH, place, hash.hex());
            case Identifier.Account account -> plain(IdentifierForm.OTHER, place, account.id());
            case Identifier.Plain(var form, var value) ->
                plain(CHECKED.getOrDefault(form, IdentifierForm.OTHER), place, value);
        };
    }

    private static IdentifierFacts plain(IdentifierForm form, String place, String value) {
        return new IdentifierFacts(form, place, value, false, false, false);
    }
}
