package org.comity.delivery.submit;

import jakarta.jms.Message;
import org.comity.delivery.queues.ReplyAddress;
import org.comity.messages.MessageId;
import org.comity.problems.Checked;

/**
 * What became of a submission by queue, and where its sender waits for the answer.
 *
 * @param queued as it came
 * @param key the sender's correlation id, or the id of its message: the answer is found by it
 */
public record Handed(Message queued, Checked<MessageId> result, ReplyAddress replyTo, String key) {}
