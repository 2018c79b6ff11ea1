package org.comity.delivery.submit;

import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.Queue;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.comity.casework.OnceOnly;
import org.comity.casework.Submissions;
import org.comity.delivery.queues.PlainBodies;
import org.comity.delivery.queues.QueueSender;
import org.comity.delivery.queues.ReplyAddress;
import org.comity.messages.Digest;
import org.comity.messages.MessageId;
import org.comity.people.Actor;
import org.comity.people.People;
import org.comity.people.Person;
import org.comity.problems.Checked;
import org.comity.problems.DeliveryProblem;
import org.comity.schemas.MessageXml;
import org.springframework.jms.support.converter.MessageConversionException;
import org.springframework.stereotype.Component;

/**
 * UC-01 by queue: an agency's own system sends the XML of a submission and hears the request's id or every problem. Whoever may send
 * to the queue chooses the reply address, so only queues below {@code comity.reply.} are answered, and without one nothing is done.
 *
 * <p>A submission has one effect. Its key is the correlation id that the sender chose, the same when it sends again because it heard
 * nothing; without one it is the id of the JMS message, which stays the same when the broker offers a message again after a crash.
 * With neither it could have two, and is turned away.
 */
@Component("queuedSubmissions")
public class QueuedSubmissions {
    /** Keys of queued submissions live beside the keys that the same person's programs use over REST. */
    private static final String KEYS = "queue ";

    private static final Pattern KEY = Pattern.compile("[\\x21-\\x7E]{1,128}");

    private final Submissions submissions;
    private final OnceOnly onceOnly;
    private final MessageXml xml;
    private final People people;
    private final QueueSender queues;
    private final Optional<String> author;

    QueuedSubmissions(
            Submissions submissions,
            OnceOnly onceOnly,
            MessageXml xml,
            People people,
            QueueSender queues,
            SubmitSettings settings) {
        this.submissions = submissions;
        this.onceOnly = onceOnly;
        this.xml = xml;
        this.people = people;
        this.queues = queues;
        this.author = settings.author();
    }

    /** @throws MessageConversionException without a reply address of ours, or if it is no text */
    public Handed submit(Message queued) throws JMSException {
        ReplyAddress replyTo = replyTo(queued)
                .orElseThrow(
                        () -> new MessageConversionException("a submission names a reply address below comity.reply."));
        byte[] document = PlainBodies.text(queued).getBytes(StandardCharsets.UTF_8);
        String chosen = queued.getJMSCorrelationID();
        String key = chosen == null ? queued.getJMSMessageID() : chosen;
        Optional<Person> officer = author.flatMap(people::find).filter(person -> !person.disabled());
        if (officer.isEmpty()) {
            return new Handed(queued, Checked.failed(DeliveryProblem.UNAVAILABLE.problem()), replyTo, key);
        }
        if (document.length > PlainBodies.LONGEST
                || key == null
                || !KEY.matcher(key).matches()) { // DEL-15
            return new Handed(queued, Checked.failed(DeliveryProblem.NOT_A_SUBMISSION.problem()), replyTo, key);
        }
        return new Handed(queued, once(officer.get().actor(), key, document), replyTo, key);
    }

    private Checked<MessageId> once(Actor actor, String key, byte[] document) {
        return xml.readSubmission(document)
                .then(submission -> onceOnly.once(
                        actor,
                        KEYS + key,
                        Digest.of(document),
                        () -> submissions.submit(actor, submission, List.of())));
    }

    public void answer(Handed handed) {
        String text = switch (handed.result()) {
            case Checked.Passed<MessageId>(var id) -> "submitted " + id;
            case Checked.Failed<MessageId>(var problems) ->
                problems.stream()
                        .map(problem -> problem + ": " + problem.type().sentence())
                        .collect(Collectors.joining("\n", "not submitted\n", "\n"));
        };
        queues.reply(handed.replyTo(), handed.key(), text);
    }

    private static Optional<ReplyAddress> replyTo(Message message) throws JMSException {
        return message.getJMSReplyTo() instanceof Queue queue
                ? ReplyAddress.parse(queue.getQueueName())
                : Optional.empty();
    }
}
