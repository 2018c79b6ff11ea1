package org.comity.casework;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.comity.envelope.AttachedBytes;
import org.comity.messages.AttachmentManifest;
import org.comity.messages.Digest;
import org.comity.messages.Message;
import org.comity.messages.Part;
import org.comity.problems.Problem;
import org.comity.problems.SignatureProblem;

/** Whether the attachments inside an envelope are exactly those that the document names (THREAT-30, THREAT-31). */
final class Enclosures {

    private Enclosures() {}

    static List<Problem> problems(Message message, List<AttachedBytes> attached) {
        return message.content() instanceof Part part ? ofPart(part, attached) : ofManifest(message, attached);
    }

    private static List<Problem> ofPart(Part part, List<AttachedBytes> attached) {
        boolean fits = attached.size() == 1 && attached.getFirst().bytes().length == part.length();
        return fits ? List.of() : List.of(SignatureProblem.CONTENT.at("/message/part", "THREAT-31"));
    }

    private static List<Problem> ofManifest(Message message, List<AttachedBytes> attached) {
        Map<Digest, Integer> lengths = new HashMap<>();
        attached.forEach(file -> lengths.put(Digest.of(file.bytes()), file.bytes().length));
        List<Problem> problems = new ArrayList<>();
        int expected = 0;
        for (AttachmentManifest manifest : message.attachments()) {
            if (manifest.inParts() > 0) {
                continue;
            }
            expected++;
            Integer length = lengths.get(manifest.sha256());
            if (length == null || length != manifest.length()) {
                problems.add(
                        SignatureProblem.CONTENT.at("/message/attachments/attachment[" + expected + "]", "THREAT-30"));
            }
        }
        if (expected != attached.size()) {
            problems.add(SignatureProblem.CONTENT.at("/message/attachments", "THREAT-31"));
        }
        return problems;
    }
}
