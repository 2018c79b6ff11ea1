package org.comity.law;

import java.util.List;

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
 * @param period whether it is said how long the data should be held
 * @param kindOfStatus whether the kind that it calls itself is that of an extension exactly if it is one
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
        boolean previous,
        boolean period,
        boolean kindOfStatus)
        implements CaseFacts {

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

    @Override
    public String element() {
        return "preservationRequest";
    }
}
