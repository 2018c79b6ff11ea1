package org.comity.law;

/**
 * Of what an authority says about a request, short of a refusal and of a hold.
 *
 * @param reasons whether reasons are given
 * @param alternatives whether a partial or conditional grant was considered
 * @param specifics whether it names what it is about: the conditions, the date of review, the authority or provider it points to
 */
public record StatementFacts(AnswerKind answer, boolean reasons, boolean alternatives, boolean specifics)
        implements Facts {

    /** Of what need only say why. */
    public static StatementFacts because(AnswerKind answer, String reasons) {
        return new StatementFacts(answer, !reasons.isBlank(), true, true);
    }
}
