package org.comity.schemas;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.comity.messages.AttachmentManifest;
import org.comity.messages.Digest;
import org.comity.messages.Message;
import org.comity.messages.Part;
import org.comity.problems.Problem;
import org.comity.problems.SchemaProblem;

/** Whether the bytes beside a document are the ones that it lists (THREAT-30, THREAT-31). */
public final class Attachments {

    private Attachments() {}

    /** Bytes that came beside a document. */
    public record Enclosed(Digest sha256, long length) {}

    /**
     * @param enclosed what travelled inside the message
     * @return empty if every attachment that shall travel inside the message is there, once, with its length, and nothing else is; of a
     *     part its one piece, whose digest is known only when all pieces are in
     */
    public static List<Problem> check(Message message, List<Enclosed> enclosed) {
        if (message.content() instanceof Part part) {
            boolean fits = enclosed.size() == 1 && enclosed.getFirst().length() == part.length();
            return fits ? List.of() : List.of(SchemaProblem.ATTACHMENT_SET.at("part"));
        }
        List<Problem> problems = new ArrayList<>();
        List<Enclosed> unlisted = new ArrayList<>(enclosed);
        List<AttachmentManifest> listed = message.attachments();
        for (int i = 0; i < listed.size(); i++) {
            AttachmentManifest attachment = listed.get(i);
            if (attachment.inParts() > 0 || unlisted.remove(new Enclosed(attachment.sha256(), attachment.length()))) {
                continue;
            }
            boolean shorter = unlisted.removeIf(found -> found.sha256().equals(attachment.sha256()));
            problems.add((shorter ? SchemaProblem.ATTACHMENT_DIGEST : SchemaProblem.ATTACHMENT_SET).at(place(i)));
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
