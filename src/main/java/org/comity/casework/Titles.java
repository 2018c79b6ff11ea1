package org.comity.casework;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.comity.law.OffenceCode;
import org.comity.messages.RequestContent;

/**
 * The title that our lists give to a matter whose opener gave none, as that of an incoming request: its offences by our own words for their codes, and how many
 * identifiers of which kind. Lists are read without a note in the journal, so no text of the partner and no identifier stands in it; empty for a request that names neither.
 */
final class Titles {
    /** Named; the others are in the document. */
    private static final int MOST = 3;

    private Titles() {}

    static Optional<String> of(RequestContent request) {
        Set<String> offences = new LinkedHashSet<>();
        request.offences()
                .forEach(offence ->
                        OffenceCode.of(offence.code()).map(OffenceCode::label).ifPresent(offences::add));
        Map<String, Integer> kinds = new LinkedHashMap<>();
        request.data().stream()
                .flatMap(item -> item.identifiers().stream())
                .forEach(identifier -> kinds.merge(identifier.element(), 1, Integer::sum));
        String asked = kinds.entrySet().stream()
                .sorted(Map.Entry.comparingByValue(Comparator.reverseOrder()))
                .limit(MOST)
                .map(kind -> kind.getValue() + " \u00d7 " + spoken(kind.getKey()))
                .collect(Collectors.joining(", "));
        String named = offences.stream().limit(MOST).collect(Collectors.joining(", "));
        String title = Stream.of(named, asked).filter(text -> !text.isEmpty()).collect(Collectors.joining(": "));
        return title.isEmpty()
                ? Optional.empty()
                : Optional.of(title.substring(0, 1).toUpperCase(Locale.ROOT) + title.substring(1));
    }

    /** {@code ipAddress} as "IP address", {@code fileHash} as "file hash". */
    private static String spoken(String element) {
        return switch (element) {
            case "ipAddress" -> "IP address";
            case "email" -> "e-mail address";
            case "asNumber" -> "AS number";
            case "url", "imei", "imsi", "iccid", "mac", "iban" -> element.toUpperCase(Locale.ROOT);
            default -> element.replaceAll("([A-Z])", " $1").toLowerCase(Locale.ROOT);
        };
    }
}
