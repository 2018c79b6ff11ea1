package org.comity.delivery.submit;

import jakarta.jms.JMSException;
import jakarta.jms.Queue;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.camel.component.jms.JmsMessage;
import org.comity.casework.Submissions;
import org.comity.delivery.queues.QueueSender;
import org.comity.delivery.queues.ReplyAddress;
import org.comity.messages.MessageId;
import org.comity.people.People;
import org.comity.people.Person;
import org.comity.problems.Checked;
import org.comity.problems.DeliveryProblem;
import org.comity.schemas.MessageXml;
import org.springframework.stereotype.Component;

/**
 * UC-01 by queue: an agency's own system sends the XML of a submission and hears the request's id or every problem. Whoever may send
 * to the queue chooses the reply address, so only queues below {@code comity.reply.} are answered, and without one nothing is done.
 */
@Component("queuedSubmissions")
public class QueuedSubmissions {
    private final Submissions submissions;
    private final MessageXml xml;
    private final People people;
    private final QueueSender queues;
    private final Optional<String> author;

    QueuedSubmissions(
            Submissions submissions, MessageXml xml, People people, QueueSender queues, SubmitSettings settings) {
        this.submissions = submissions;
        this.xml = xml;
        this.people = people;
        this.queues = queues;
        this.author = settings.author();
    }

    /** @throws IllegalArgumentException without a reply address of ours: the broker sets the message aside */
    public Handed submit(JmsMessage message) throws JMSException {
        ReplyAddress replyTo = replyTo(message)
                .orElseThrow(
                        () -> new IllegalArgumentException("a submission names a reply address below comity.reply."));
        Optional<Person> officer = author.flatMap(people::find).filter(person -> !person.disabled());
        if (officer.isEmpty()) {
            return new Handed(Checked.failed(DeliveryProblem.UNAVAILABLE.problem()), replyTo);
        }
        byte[] document =
                message.getBody(String.class).getBytes(StandardCharsets.UTF_8); // DEL-15: bounded at the queue
        Checked<MessageId> result = xml.readSubmission(document)
                .then(submission -> submissions.submit(officer.get().actor(), submission, List.of()));
        return new Handed(result, replyTo);
    }

    public void answer(Handed handed) {
        String text = switch (handed.result()) {
            case Checked.Passed<MessageId>(var id) -> "submitted " + id;
            case Checked.Failed<MessageId>(var problems) ->
                problems.stream()
                        .map(problem -> problem + ": " + problem.type().sentence())
                        .collect(Collectors.joining("\n", "not submitted\n", "\n"));
        };
        queues.reply(handed.replyTo(), text);
    }

    private static Optional<ReplyAddress> replyTo(JmsMessage message) throws JMSException {
        return message.getJmsMessage().getJMSReplyTo() instanceof Queue queue
                ? ReplyAddress.parse(queue.getQueueName())
                : Optional.empty();
    }
}
