package org.comity.messages;

/**
 * The formal confirmation of a request that was sent by expedited means (ETS185/25/3); the signed original may be attached.
 *
 * @param registry the number under which the paper was sent, may be empty
 */
public record Confirmation(MessageId request, String registry, String text) implements Statement {

    @Override
    public String kind() {
        return "confirmation";
    }
}
