package org.comity.casework;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.comity.journal.PayloadId;
import org.comity.matters.ByHand;
import org.comity.messages.AttachmentManifest;
import org.comity.messages.Digest;
import org.comity.problems.DeskProblem;
import org.comity.problems.Problem;

/**
 * A file that is already in the database and may be attached to a message.
 *
 * @param name for display only
 * @param length bytes
 */
public record StoredFile(String name, String mediaType, PayloadId payload, Digest sha256, long length) {
    /** Of one message; schemas/v1. */
    private static final int MOST = 100;

    /** @param inParts 0: it travels inside its message */
    AttachmentManifest manifest(int inParts) {
        return new AttachmentManifest(name, mediaType, sha256, length, inParts);
    }

    ByHand.Scan scan() {
        return new ByHand.Scan(name, mediaType, length, sha256);
    }

    /** DSK-19: what a manifest cannot name: nothing, the same bytes twice, or too many; each by its place. */
    static List<Problem> problems(List<StoredFile> files) {
        List<Problem> problems = new ArrayList<>();
        Set<Digest> seen = new HashSet<>();
        for (int index = 0; index < files.size(); index++) {
            StoredFile file = files.get(index);
            if (file.length() == 0 || !seen.add(file.sha256()) || index == MOST) {
                problems.add(DeskProblem.ATTACHMENT_UNFIT.at("attachment[" + (index + 1) + "]"));
            }
        }
        return problems;
    }
}
