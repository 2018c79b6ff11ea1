package org.comity.law;

/**
 * Of an own access without a request (PUB-32).
 *
 * @param basis code of an {@link AccessBasis}, known or not
 * @param data whether it says which data were accessed
 * @param source whether it says where: address, or system and account
 * @param by whether it says who accessed them
 * @param consent what is said of a consent
 */
public record AccessFacts(String basis, boolean data, boolean source, boolean by, ConsentFacts consent)
        implements Facts {

    /** Each: whether it is said. */
    public record ConsentFacts(boolean person, boolean authority, boolean voluntary, boolean evidence) {
        boolean isSaid() {
            return person || authority || voluntary || evidence;
        }
    }

    boolean isBy(AccessBasis known) {
        return AccessBasis.of(basis).filter(known::equals).isPresent();
    }
}
