package org.comity.messages;

/**
 * The information that was offered, after its conditions were accepted (ETS185/26/2). Its files are attached.
 *
 * @param request the {@link Offer}
 */
public record Information(MessageId request, String text) implements Statement {

    @Override
    public String kind() {
        return "information";
    }
}
