package org.comity.law;

import static org.comity.law.AnswerKind.*;

import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Kinds of request: legal basis, allowed answers, deadline rules. A row of DOMAIN 7.1 is a constant here. */
public enum RequestKind {
    /** Postponement is not among the answers: ETS 185 knows it only for mutual assistance (27(5)), not for preservation. */
    PRES_29(
            "preservationRequest",
            "ETS185/29",
            EnumSet.of(
                    ACKNOWLEDGED,
                    INFORMATION_NEEDED,
                    ACCEPTED,
                    RISK_NOTICED,
                    REFUSED,
                    DELAYED,
                    FULFILLED,
                    NO_DATA,
                    REFERRED,
                    EXTENDED,
                    WITHDRAWN,
                    EXPIRED),
            List.of(DeadlineRule.DR_01));

    private final String element;
    private final String basis;

    @SuppressWarnings("ImmutableEnumChecker") // unmodifiable
    private final Set<AnswerKind> answers;

    @SuppressWarnings("ImmutableEnumChecker") // List.of
    private final List<DeadlineRule> deadlines;

    RequestKind(String element, String basis, Set<AnswerKind> answers, List<DeadlineRule> deadlines) {
        this.element = element;
        this.basis = basis;
        this.answers = Collections.unmodifiableSet(answers);
        this.deadlines = deadlines;
    }

    /** Stable code, {@code PRES-29}. */
    public String code() {
        return name().replace('_', '-');
    }

    /** Name of the message kind that makes such a request. */
    public String element() {
        return element;
    }

    public Citation basis() {
        return Citation.of(basis);
    }

    public boolean admits(AnswerKind answer) {
        return answers.contains(answer);
    }

    public Set<AnswerKind> answers() {
        return answers;
    }

    public List<DeadlineRule> deadlines() {
        return deadlines;
    }

    /** The kind of request that a message kind makes; empty for everything that is not a request. */
    public static Optional<RequestKind> ofElement(String element) {
        return Arrays.stream(values())
                .filter(kind -> kind.element.equals(element))
                .findFirst();
    }
}
