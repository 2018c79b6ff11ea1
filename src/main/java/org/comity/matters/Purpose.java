package org.comity.matters;

/** For what somebody took an item that was supplied (ETS185/28/4). Codes, so that the log of uses needs no translation and holds no names. */
public enum Purpose {
    CHECKING("checked on arrival", false),
    TRANSLATION("translation for the case stated", false),
    INVESTIGATION("investigation of the case stated", false),
    PROCEEDINGS("laid before a court in the case stated", true),
    HAND_OVER("handed to the authority in charge of the case stated", true);

    private final String inWords;
    private final boolean handedOn;

    Purpose(String inWords, boolean handedOn) {
        this.inWords = inWords;
        this.handedOn = handedOn;
    }

    /** Whether others than those who promised to keep the conditions come to know it (ETS185/28/2): to be compared with them first. */
    public boolean isHandedOn() {
        return handedOn;
    }

    /** As an explanation to the supplier words it. */
    public String inWords() {
        return inWords;
    }
}
