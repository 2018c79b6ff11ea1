package org.comity.matters;

/** What is still to be done around a request, by one of our own people and outside the exchange of messages. */
public enum TaskKind {
    /** What was asked by expedited means is to be confirmed formally (ETS185/25/3). */
    CONFIRMATION("formal confirmation to be sent"),

    /** A message to a partner without a gateway; the note of the task is the message's id (UC-21/1). */
    CARRY("to be carried by hand");

    private final String inWords;

    TaskKind(String inWords) {
        this.inWords = inWords;
    }

    public String inWords() {
        return inWords;
    }
}
