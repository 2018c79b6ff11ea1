package org.comity.schemas;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.comity.messages.AttachmentManifest;
import org.comity.messages.Digest;
import org.comity.problems.Problem;
import org.comity.problems.SchemaProblem;

/** Whether the bytes beside a document are the ones that it lists (THREATS 30, 31). */
public final class Attachments {

    private Attachments() {}

    /**
     * @param listed by the document
     * @param found beside it: digest of the bytes and their number
     * @return empty if every attachment that travels inside the message is there, once, with its length, and nothing else is
     */
    public static List<Problem> check(List<AttachmentManifest> listed, Map<Digest, Long> found) {
        List<Problem> problems = new ArrayList<>();
        Map<Digest, Long> unlisted = new HashMap<>(found);
        for (int i = 0; i < listed.size(); i++) {
            AttachmentManifest attachment = listed.get(i);
            if (attachment.inParts() == 0) {
                Long length = unlisted.remove(attachment.sha256());
                if (length == null) {
                    problems.add(SchemaProblem.ATTACHMENT_SET.at(place(i)));
                } else if (length != attachment.length()) {
                    problems.add(SchemaProblem.ATTACHMENT_DIGEST.at(place(i)));
                }
            }
        }
        if (!unlisted.isEmpty()) {
            problems.add(SchemaProblem.ATTACHMENT_SET.problem());
        }
        return problems;
    }

    static List<Problem> repeated(List<AttachmentManifest> listed) {
        Set<Digest> seen = new HashSet<>();
        List<Problem> problems = new ArrayList<>();
        for (int i = 0; i < listed.size(); i++) {
            if (!seen.add(listed.get(i).sha256())) {
                problems.add(SchemaProblem.ATTACHMENT_SET.at(place(i)));
            }
        }
        return problems;
    }

    private static String place(int index) {
        return "attachment[" + (index + 1) + "]";
    }
}
