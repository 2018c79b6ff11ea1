package org.comity.envelope;

import java.util.List;
import org.comity.messages.Digest;
import org.comity.messages.MessageId;
import org.comity.partners.AgencyId;
import org.comity.problems.Problem;

/**
 * What a receipt of ours says.
 *
 * @param original the id under which the message came
 * @param receiver the agency of ours that it came to, whose key signs
 * @param mic of what came, from {@link OpenedMessage#mic} or {@link Opening.Verified#mic}
 * @param problems empty: received and taken over; else why it was not
 */
public record ReceiptFacts(MessageId original, AgencyId receiver, Digest mic, List<Problem> problems) {
    public ReceiptFacts {
        problems = List.copyOf(problems);
    }
}
