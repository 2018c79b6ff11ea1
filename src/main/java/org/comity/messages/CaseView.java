package org.comity.messages;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.comity.law.CaseFacts;
import org.comity.law.CaseFacts.IdentifierFacts;
import org.comity.law.CaseFacts.PeriodFacts;
import org.comity.law.IdentifierForm;

/** What all requests about data share, as the law sees it. */
final class CaseView {
    private static final Map<Identifier.Form, IdentifierForm> CHECKED = new EnumMap<>(Map.of(
            Identifier.Form.IMEI, IdentifierForm.IMEI,
            Identifier.Form.ICCID, IdentifierForm.ICCID,
            Identifier.Form.IBAN, IdentifierForm.IBAN,
            Identifier.Form.WALLET, IdentifierForm.WALLET,
            Identifier.Form.TRANSACTION, IdentifierForm.TRANSACTION,
            Identifier.Form.AS_NUMBER, IdentifierForm.AS_NUMBER,
            Identifier.Form.DOMAIN, IdentifierForm.DOMAIN));

    private CaseView() {}

    static boolean said(Optional<String> text) {
        return text.map(words -> !words.isBlank()).orElse(false);
    }

    static CaseFacts.Offence offence(RequestContent.Offence offence) {
        return new CaseFacts.Offence(offence.code(), said(offence.provision()), offence.maximumMonths());
    }

    static CaseFacts.Data data(RequestContent.DataItem item) {
        return new CaseFacts.Data(
                item.category(),
                said(item.description()),
                said(item.linkToOffence()),
                identifiers(item.identifiers()),
                item.period()
                        .map(period -> new PeriodFacts(
                                period.from().toInstant(), period.until().toInstant())));
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
                        ip.port().isPresent() || said(ip.portUnknown()),
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
