package org.comity.partners;

import java.util.Set;
import java.util.regex.Pattern;
import org.comity.law.Designation;

/**
 * A unit of an own agency that has a designation of its own.
 *
 * @param id as its persons are registered with
 */
public record OwnUnit(String id, Set<Designation> designations) {
    private static final Pattern FORM = Pattern.compile("[a-z0-9][a-z0-9-]{0,39}");

    public OwnUnit {
        if (!FORM.matcher(id).matches()) {
            throw new IllegalArgumentException("comity.agencies: a unit id is 1 to 40 of a-z, 0-9 and hyphen");
        }
        if (designations.isEmpty()) {
            throw new IllegalArgumentException("comity.agencies: a unit that is named has designations");
        }
        designations = Set.copyOf(designations);
    }
}
