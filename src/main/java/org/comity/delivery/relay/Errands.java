package org.comity.delivery.relay;

import java.util.UUID;
import org.comity.messages.MessageId;
import org.comity.problems.GatewayBug;
import org.springframework.stereotype.Component;

/** First step of every queue's flow: the text of a queued reference becomes the id that it is. */
@Component("errands")
public class Errands {

    public MessageId message(String subject) {
        return MessageId.parse(subject).orElseThrow(() -> new GatewayBug("this queue carries message ids"));
    }

    public UUID number(String subject) {
        try {
            return UUID.fromString(subject);
        } catch (IllegalArgumentException notOne) {
            throw new GatewayBug("this queue carries numbers", notOne);
        }
    }
}
