package org.comity.desk.api;

import org.comity.messages.MessageId;
import org.comity.messages.Submission;
import org.comity.problems.Checked;
import org.comity.schemas.MessageXml;

/** The example request, as the partner would send it to us. */
final class IncomingRequest {
    private IncomingRequest() {}

    /** @return its id, which is the request's at both sides */
    static String from(PlayedPartner partner, int port) throws Exception {
        MessageId id = partner.newId();
        Checked<Submission> example =
                new MessageXml().readSubmission(OfficersClient.example(OfficersClient.SUBMISSION));
        if (!(example instanceof Checked.Passed<Submission>(var submission))) {
            throw new AssertionError(example.problems());
        }
        partner.send(port, submission.content(), id);
        return id.toString();
    }
}
