package org.comity.law;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Of any request about data: what every instrument asks of its author in the same words. */
public sealed interface CaseFacts extends Facts permits PreservationFacts, AssistanceFacts {

    /** Name of the document's content, where the places of problems begin. */
    String element();

    List<Offence> offences();

    List<Data> data();

    /** Whether more than routine speed is asked for. */
    boolean urgent();

    /** Whether the reason for it is given. */
    boolean urgencyReason();

    /**
     * @param nationalProvision whether the provision of national law is given
     * @param maximumMonths the maximum penalty by it; empty: not told
     */
    record Offence(String code, boolean nationalProvision, Optional<Integer> maximumMonths) {}

    /**
     * @param category code of {@link DataCategory}, known or not
     * @param linked whether the link to the offence is described
     */
    record Data(
            String category,
            boolean described,
            boolean linked,
            List<IdentifierFacts> identifiers,
            Optional<PeriodFacts> period) {
        public Data {
            identifiers = List.copyOf(identifiers);
        }
    }

    record PeriodFacts(Instant from, Instant until) {}

    /**
     * @param place within its data item, such as {@code identifiers/ipAddress[1]}
     * @param port whether it is given, or why it is not known; as the two others, looked at for an {@link IdentifierForm#IP_ADDRESS} only
     */
    record IdentifierFacts(IdentifierForm form, String place, String value, boolean port, boolean time, boolean zone) {
        @Override
        public String toString() {
            return place;
        }
    }
}
