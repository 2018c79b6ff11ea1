package org.comity.law;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Of a request for expedited preservation: the six items of ETS185/29/2 and what the forms around them need.
 *
 * @param authority whether the requesting authority is named (item a)
 * @param narrative whether a summary of facts is given (item b)
 * @param custodian what is said of the custodian or the system's location (item d)
 * @param necessity whether the necessity is stated (item e)
 * @param followUp whether the intention to ask for mutual assistance is stated (item f)
 * @param urgent whether more than routine speed is asked for
 * @param urgencyReason whether the reason for it is given
 * @param extension whether it extends an earlier request
 * @param previous whether that earlier request is named
 */
public record PreservationFacts(
        boolean authority,
        List<Offence> offences,
        boolean narrative,
        List<Data> data,
        Custodian custodian,
        boolean necessity,
        boolean followUp,
        boolean urgent,
        boolean urgencyReason,
        boolean extension,
        boolean previous)
        implements Facts {

    public PreservationFacts {
        offences = List.copyOf(offences);
        data = List.copyOf(data);
    }

    /** "Any available information": silence is not the same as having none. */
    public enum Custodian {
        NAMED,
        NONE_KNOWN,
        NOT_SAID
    }

    /** @param nationalProvision whether the provision of national law is given */
    public record Offence(String code, boolean nationalProvision) {}

    /**
     * @param category code of {@link DataCategory}, known or not
     * @param linked whether the link to the offence is described (item c)
     */
    public record Data(
            String category,
            boolean described,
            boolean linked,
            List<IdentifierFacts> identifiers,
            Optional<PeriodFacts> period) {
        public Data {
            identifiers = List.copyOf(identifiers);
        }
    }

    public record PeriodFacts(Instant from, Instant until) {}

    /**
     * @param place within its data item, such as {@code identifiers/ipAddress[1]}
     * @param port whether it is given; as the two others, looked at for an {@link IdentifierForm#IP_ADDRESS} only
     */
    public record IdentifierFacts(
            IdentifierForm form, String place, String value, boolean port, boolean time, boolean zone) {
        @Override
        public String toString() {
            return place;
        }
    }
}
