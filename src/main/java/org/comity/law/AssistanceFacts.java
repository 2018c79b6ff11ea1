package org.comity.law;

import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Of a request for assistance of any kind but preservation.
 *
 * @param code of the kind as it travels, known or not
 * @param said the items it contains
 * @param measure code of a {@link Measure}, known or not; empty: none is named
 * @param question code of a {@link PointQuestion}, known or not; empty: none is named
 * @param contradicted whether it follows a preservation and says that there was none
 */
public record AssistanceFacts(
        String code,
        Set<Item> said,
        List<Offence> offences,
        List<Data> data,
        boolean urgent,
        boolean urgencyReason,
        Optional<String> measure,
        Optional<String> question,
        boolean contradicted)
        implements CaseFacts {

    public AssistanceFacts {
        said = said.isEmpty() ? EnumSet.noneOf(Item.class) : EnumSet.copyOf(said);
        offences = List.copyOf(offences);
        data = List.copyOf(data);
    }

    /** Empty: the law knows no such kind. */
    public Optional<RequestKind> kind() {
        return RequestKind.of(code).filter(kind -> kind.element().equals(element()));
    }

    boolean isOf(Set<RequestKind> kinds) {
        return kind().filter(kinds::contains).isPresent();
    }

    @Override
    public String element() {
        return "assistanceRequest";
    }
}
