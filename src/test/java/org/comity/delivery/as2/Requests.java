package org.comity.delivery.as2;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.comity.messages.Content;
import org.comity.messages.MessageId;
import org.comity.messages.RequestContent;
import org.comity.messages.RequestContent.Link;
import org.comity.messages.RequestContent.Relation;
import org.comity.messages.Submission;
import org.comity.problems.Checked;
import org.comity.schemas.MessageXml;

/** The requests of {@code examples/}, as messages carry them. */
final class Requests {
    private static final MessageXml XML = new MessageXml();

    private Requests() {}

    static Content lawful() {
        return read("preservation-request.xml");
    }

    /** The same, built on {@code earlier}. */
    static Content lawful(Relation relation, MessageId earlier) {
        RequestContent lawful = (RequestContent) lawful();
        Link link = new Link(relation, Optional.of(earlier), Optional.empty(), Optional.empty(), Optional.empty());
        return lawful.addressed(lawful.requested(), List.of(link));
    }

    /** Lacks facts and follow-up, a port and a zone, and the reason of its urgency. */
    static Content unlawful() {
        return read("broken-request.xml");
    }

    private static Content read(String example) {
        try {
            byte[] xml = Files.readAllBytes(Path.of("examples", example));
            return switch (XML.readSubmission(xml)) {
                case Checked.Passed<Submission>(var submission) -> submission.content();
                case Checked.Failed<Submission>(var problems) -> throw new AssertionError(problems.toString());
            };
        } catch (IOException missing) {
            throw new UncheckedIOException(missing);
        }
    }
}
