package org.comity.law;

/** What a request for assistance can say, item by item; which of them a kind must say is in {@link AssistanceRules}. */
public enum Item {
    /** Who asks. */
    AUTHORITY("requesting"),
    OFFENCE("offence"),
    /** Conduct, not labels. */
    FACTS("facts"),
    DATA("data"),
    /** What is asked, as the result wanted. */
    ASSISTANCE("assistance"),
    /** A {@link Measure}. */
    MEASURE("measure"),
    /** Why it is needed, and how it bears on the case. */
    NECESSITY("necessity"),
    /** The provisions of national law, each offence with its own. */
    PROVISIONS("offence/provision"),
    /** The power under which the asking authority could do the same at home. */
    DOMESTIC_BASIS("domesticBasis"),
    /** The hold that is to be followed, or that there is none. */
    PRESERVATION("link"),
    /** When the collection is to run. */
    COLLECTION_PERIOD("collection"),
    PROCEDURES("procedures"),
    /** The name of the treaty and the article asked under. */
    TREATY("treaty"),
    /** The guarantee to do the same in a like case. */
    RECIPROCITY("reciprocity"),
    /** Why the evidence is essential. */
    ESSENTIALITY("essentiality"),
    /** Who may read it at the other end. */
    HANDLING("handling"),
    /** A telephone number that answers now. */
    CALL_BACK("callBack"),
    /** A {@link PointQuestion}. */
    QUESTION("question"),
    /** What makes it an emergency, and how the assistance averts it. */
    EMERGENCY("urgency/reason"),
    /** By name: that none is known is not one. */
    CUSTODIAN("custodian"),
    /** Who is sought, or to be heard. */
    PERSON("person");

    private final String place;

    Item(String place) {
        this.place = place;
    }

    /** Where in {@code assistanceRequest} it stands. */
    public String place() {
        return place;
    }
}
