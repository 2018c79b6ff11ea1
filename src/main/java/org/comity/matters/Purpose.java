package org.comity.matters;

/** For what somebody took an item that was supplied (ETS185/28/4). Codes, so that the log of uses needs no translation and holds no names. */
public enum Purpose {
    CHECKING("checked on arrival"),
    TRANSLATION("translation for the case stated"),
    INVESTIGATION("investigation of the case stated"),
    PROCEEDINGS("laid before a court in the case stated"),
    HAND_OVER("handed to the authority in charge of the case stated");

    private final String inWords;

    Purpose(String inWords) {
        this.inWords = inWords;
    }

    /** As an explanation to the supplier words it. */
    public String inWords() {
        return inWords;
    }
}
