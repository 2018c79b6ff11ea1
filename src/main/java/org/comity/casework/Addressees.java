package org.comity.casework;

import java.util.Collections;
import java.util.SortedSet;
import java.util.TreeSet;
import org.comity.partners.AgencyId;

/**
 * To whom an operation goes.
 *
 * @param skip what may not be sent to one of them is not sent to that one, and recorded; otherwise it is sent to all or to nobody
 */
public record Addressees(SortedSet<AgencyId> partners, boolean skip) {
    /** One transaction writes them all; the largest joint operations counted some thirty States. */
    public static final int MOST = 200;

    public Addressees {
        partners = Collections.unmodifiableSortedSet(new TreeSet<>(partners));
        if (partners.size() < 2 || partners.size() > MOST) {
            throw new IllegalArgumentException("an operation has 2 to " + MOST + " addressees");
        }
    }
}
