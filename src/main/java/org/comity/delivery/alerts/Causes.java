package org.comity.delivery.alerts;

import java.util.LinkedHashSet;
import java.util.Set;

/**
 * Why a call did not get through, from the outermost exception to the innermost. What the JDK and we say is fit for a log; what a mail
 * server answered is not repeated.
 */
final class Causes {
    private Causes() {}

    static String of(Throwable failure) {
        Set<String> said = new LinkedHashSet<>();
        for (Throwable one = failure; one != null; one = one.getCause()) {
            boolean ours = one.getClass().getName().startsWith("java");
            String message = one.getMessage();
            said.add(one.getClass().getSimpleName()
                    + (ours && message != null && one.getCause() == null ? " (" + message + ")" : ""));
        }
        return String.join(", from ", said);
    }
}
