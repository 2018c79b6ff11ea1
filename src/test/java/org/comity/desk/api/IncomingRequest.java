package org.comity.desk.api;

import org.comity.messages.Content;
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
        partner.send(port, content(OfficersClient.example(OfficersClient.SUBMISSION)), id);
        return id.toString();
    }

    /** What a submission of ours asks, as the partner asks it of us. */
    static Content content(byte[] submission) {
        Checked<Submission> read = new MessageXml().readSubmission(submission);
        if (!(read instanceof Checked.Passed<Submission>(var passed))) {
            throw new AssertionError(read.problems());
        }
        return passed.content();
    }
}
