package org.comity.casework;

import java.util.Optional;
import org.comity.journal.MessageRow;
import org.comity.matters.Direction;
import org.comity.matters.MatterId;
import org.comity.messages.MessageId;
import org.comity.partners.AgencyId;

/** The lines in which errands are done one at a time, in the order in which they were put there. */
final class Lines {
    private Lines() {}

    /** What we say in a matter goes to a partner as it was approved. */
    static String out(MatterId matter, AgencyId partner) {
        return matter + " " + partner.value();
    }

    /** What is about one request is processed as it came. */
    static String in(MessageId request) {
        return request + " in";
    }

    /** Of a message that is known already; none: a part, or one that nobody has filed. */
    static Optional<String> of(MessageRow row) {
        if (row.direction() == Direction.IN) {
            return Optional.of(in(row.isRequest() ? row.id() : row.request().orElse(row.id())));
        }
        return row.isPart() ? Optional.empty() : row.filed().matter().map(matter -> out(matter, row.partner()));
    }
}
