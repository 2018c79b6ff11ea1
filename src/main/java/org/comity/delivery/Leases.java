package org.comity.delivery;

import java.util.List;
import org.comity.delivery.as2.As2Settings;
import org.comity.delivery.relay.RelaySettings;
import org.springframework.beans.BeansException;
import org.springframework.beans.factory.BeanFactory;

/** Settings that are right each by itself, and wrong together. */
public final class Leases {
    private Leases() {}

    /** @return in words, each with its remedy; none of settings that have a mistake of their own, which is named elsewhere */
    public static List<String> mistakes(BeanFactory beans) {
        try {
            boolean outlasts = beans.getBean(RelaySettings.class)
                            .lease()
                            .compareTo(beans.getBean(As2Settings.class).answerTimeout())
                    > 0;
            return outlasts
                    ? List.of()
                    : List.of("comity.relay.lease must be longer than comity.as2.answer-timeout:"
                            + " what outlasts its lease counts as crashed, and is set aside after a few times");
        } catch (BeansException mistaken) {
            return List.of();
        }
    }
}
