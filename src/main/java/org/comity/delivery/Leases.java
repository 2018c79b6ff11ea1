package org.comity.delivery;

import java.time.Duration;
import java.util.List;
import org.comity.delivery.as2.As2Settings;
import org.comity.delivery.relay.RelaySettings;
import org.springframework.beans.BeansException;
import org.springframework.beans.factory.BeanFactory;

/**
 * Settings that are right each by itself, and wrong together. What is taken late from its queue has a quarter of its lease left; so one piece
 * of work may see the end of a lease, which is forgotten when it ends in order, but never of two.
 */
public final class Leases {
    private Leases() {}

    /** @return in words, each with its remedy; none of settings that have a mistake of their own, which is named elsewhere */
    public static List<String> mistakes(BeanFactory beans) {
        try {
            RelaySettings relay = beans.getBean(RelaySettings.class);
            Duration delivery =
                    relay.patience().plus(beans.getBean(As2Settings.class).answerTimeout());
            return relay.lease().compareTo(delivery) > 0
                    ? List.of()
                    : List.of(
                            "comity.relay.lease must be longer than comity.as2.answer-timeout and the wait for a turn before it ("
                                    + delivery.toSeconds()
                                    + " s): what is at work at the end of its lease counts as a crash does");
        } catch (BeansException mistaken) {
            return List.of();
        }
    }
}
