package org.comity.schemas;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.comity.messages.AttachmentManifest;
import org.comity.messages.Digest;
import org.comity.messages.Message;
import org.comity.messages.MessageId;
import org.comity.messages.SignedHeaders;
import org.comity.partners.AgencyId;
import org.comity.problems.Checked;
import org.comity.problems.Problem;
import org.comity.problems.SchemaProblem;
import org.comity.schemas.v1.AttachmentElement;
import org.comity.schemas.v1.MessageElement;

/** The root {@code message}: headers, content, manifest. */
final class MessageMapping {

    private MessageMapping() {}

    /** A valid element whose headers make sense. */
    record Known(MessageElement element, SignedHeaders headers) {

        /** Where the document says something else than {@code signed}. */
        List<Problem> differences(SignedHeaders signed) {
            List<Problem> problems = new ArrayList<>();
            compare(headers.id(), signed.id(), "@id", problems);
            compare(headers.from(), signed.from(), "@from", problems);
            compare(headers.to(), signed.to(), "@to", problems);
            compare(headers.created(), signed.created(), "@created", problems);
            compare(headers.notAfter(), signed.notAfter(), "@notAfter", problems);
            compare(headers.exercise(), signed.exercise(), "@exercise", problems);
            return problems;
        }

        Message message() {
            return new Message(
                    headers,
                    ContentMapping.read(element),
                    element.getAttachment().stream()
                            .map(MessageMapping::attachment)
                            .toList());
        }

        private static void compare(Object said, Object signed, String place, List<Problem> problems) {
            if (!said.equals(signed)) {
                problems.add(SchemaProblem.UNBOUND.at(place));
            }
        }
    }

    static Checked<Known> headers(MessageElement element) {
        Optional<MessageId> id = MessageId.parse(element.getId())
                .filter(parsed -> parsed.agency().value().equals(element.getFrom()));
        if (id.isEmpty()) {
            return Checked.failed(SchemaProblem.HEADERS.at("@id"));
        }
        if (!element.getCreated().isBefore(element.getNotAfter())) {
            return Checked.failed(SchemaProblem.HEADERS.at("@notAfter"));
        }
        SignedHeaders headers = new SignedHeaders(
                id.get(),
                new AgencyId(element.getFrom()),
                new AgencyId(element.getTo()),
                element.getCreated(),
                element.getNotAfter(),
                element.isExercise());
        return Checked.passed(new Known(element, headers));
    }

    static MessageElement write(Message message) {
        SignedHeaders headers = message.headers();
        MessageElement element = new MessageElement();
        element.setId(headers.id().toString());
        element.setFrom(headers.from().value());
        element.setTo(headers.to().value());
        element.setCreated(headers.created());
        element.setNotAfter(headers.notAfter());
        element.setExercise(headers.exercise() ? true : null);
        ContentMapping.write(message.content(), element);
        message.attachments().stream().map(MessageMapping::attachment).forEach(element.getAttachment()::add);
        return element;
    }

    private static AttachmentManifest attachment(AttachmentElement element) {
        return new AttachmentManifest(
                element.getName(),
                element.getMediaType(),
                new Digest(element.getSha256()),
                element.getLength(),
                element.getParts());
    }

    private static AttachmentElement attachment(AttachmentManifest manifest) {
        AttachmentElement element = new AttachmentElement();
        element.setName(manifest.name());
        element.setMediaType(manifest.mediaType());
        element.setSha256(manifest.sha256().hex());
        element.setLength(manifest.length());
        element.setParts(manifest.inParts() == 0 ? null : manifest.inParts());
        return element;
    }
}
