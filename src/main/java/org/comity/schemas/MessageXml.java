package org.comity.schemas;

import jakarta.xml.bind.JAXBContext;
import jakarta.xml.bind.JAXBException;
import java.time.DateTimeException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Function;
import org.comity.messages.Message;
import org.comity.messages.SignedHeaders;
import org.comity.messages.Submission;
import org.comity.problems.Checked;
import org.comity.problems.GatewayBug;
import org.comity.problems.Problem;
import org.comity.problems.SchemaProblem;
import org.comity.schemas.v1.MessageElement;
import org.comity.schemas.v1.ObjectFactory;
import org.comity.schemas.v1.SubmissionElement;
import org.springframework.stereotype.Component;

/**
 * Reads and writes the documents of {@code schemas/v1}. Reading names every violation at once; what it returns is valid. Safe for
 * any number of threads.
 */
@Component
public class MessageXml {
    private final MessageSchema schema = new MessageSchema();
    private final JAXBContext context = newContext();
    private final SubmissionJson json = new SubmissionJson();
    private final ConcurrentLinkedQueue<DocumentReader> readers = new ConcurrentLinkedQueue<>();

    /** UTF-8, indented; the same message always gives the same bytes. */
    public byte[] write(Message message) {
        return XmlWriter.write(context, new ObjectFactory().createMessage(MessageMapping.write(message)));
    }

    /** As {@link #write(Message)}, for what an officer hands in. */
    public byte[] write(Submission submission) {
        return XmlWriter.write(context, new ObjectFactory().createSubmission(SubmissionMapping.write(submission)));
    }

    /**
     * The message in {@code xml}.
     *
     * @param signed headers of the signed MIME part, which the document must equal; empty only for a partner that is excused
     *     from setting them, or for a document that we wrote ourselves
     */
    public Checked<ValidMessage> read(byte[] xml, Optional<SignedHeaders> signed) {
        return parse(xml, "message", MessageElement.class)
                .then(MessageMapping::headers)
                .then(known -> Checked.of(known, signed.map(known::differences).orElse(List.of())))
                .then(known -> fit(known, MessageMapping.Known::message))
                .then(message -> Checked.of(new ValidMessage(message), Attachments.repeated(message.attachments())));
    }

    /** What an officer or an agency's own system hands in as XML. */
    public Checked<Submission> readSubmission(byte[] xml) {
        return parse(xml, "submission", SubmissionElement.class).then(element -> fit(element, SubmissionMapping::read));
    }

    /** The same in JSON of the same shape: it becomes XML first, so that there is one set of rules. */
    public Checked<Submission> readSubmissionJson(byte[] jsonText) {
        return json.read(jsonText)
                .then(element ->
                        readSubmission(XmlWriter.write(context, new ObjectFactory().createSubmission(element))));
    }

    /** JSON of the same shape as {@link #write(Submission)}. */
    public byte[] writeJson(Submission submission) {
        return json.write(SubmissionMapping.write(submission));
    }

    private <E> Checked<E> parse(byte[] xml, String root, Class<E> type) {
        return XmlText.decode(xml).then(text -> {
            DocumentReader reader = readers.poll();
            if (reader == null) {
                reader = new DocumentReader(schema, context);
            }
            Checked<E> result = reader.read(text, root, type);
            if (result instanceof Checked.Passed) {
                // Only one that ended cleanly is used again: a stopped parse leaves state behind
                readers.offer(reader);
            }
            return result;
        });
    }

    /** Domain records check once more; what the schema let through and they refuse is a fault of the document, not of ours. */
    private static <E, R> Checked<R> fit(E element, Function<E, R> mapping) {
        try {
            return Checked.passed(mapping.apply(element));
        } catch (IllegalArgumentException | DateTimeException unfit) {
            Problem problem = SchemaProblem.INVALID.problem();
            return Checked.failed(problem);
        }
    }

    private static JAXBContext newContext() {
        try {
            return JAXBContext.newInstance(ObjectFactory.class);
        } catch (JAXBException broken) {
            throw new GatewayBug("the generated classes make a context", broken);
        }
    }
}
