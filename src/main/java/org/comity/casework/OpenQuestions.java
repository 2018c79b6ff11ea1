package org.comity.casework;

import java.util.List;
import java.util.function.Predicate;
import org.comity.journal.QuestionRows;
import org.comity.journal.QuestionRows.Asked;
import org.comity.matters.Request;
import org.comity.matters.RequestState;
import org.comity.messages.Answer;
import org.comity.messages.Content;
import org.comity.messages.MessageId;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * UC-05/2d: which questions of the requested side have no answer. The request waits for the answer to the last of them; an answer to another is
 * said in passing. The state of the request, its page and the form of an answer all go by this, and so do both sides: by when the questions were
 * written, of which they know the same.
 */
@Service
public class OpenQuestions {
    private final QuestionRows questions;

    OpenQuestions(QuestionRows questions) {
        this.questions = questions;
    }

    /** All that stand, the oldest first. The caller has found the request within its reach. */
    @Transactional(readOnly = true)
    public List<Asked> asked(MessageId request) {
        return questions.of(request);
    }

    /** Whether {@code content} can be said of {@code request} as it stands: what {@link RequestEvents} allow, or an answer in passing. */
    boolean canBeSaid(Content content, Request request) {
        return RequestEvents.possible(content, request) || isInPassing(content, request, asked -> false);
    }

    /** As {@link #canBeSaid}, of what {@code because} says, which may be counted as said already. */
    boolean canBeSaid(Content content, Request request, MessageId because) {
        return RequestEvents.possible(content, request) || isInPassing(content, request, because::equals);
    }

    private boolean isInPassing(Content content, Request request, Predicate<MessageId> counted) {
        return content instanceof Answer answer
                && RequestEvents.isOpen(request.state())
                && questions.answerable(request.id()).stream()
                        .filter(asked -> asked.id().equals(answer.question()))
                        .anyMatch(asked ->
                                asked.answeredBy().filter(counted.negate()).isEmpty());
    }

    /** Whether {@code content} answers a question after which another was asked that has no answer. */
    boolean isOvertaken(Content content, Request request) {
        return content instanceof Answer answer && isOvertaken(answer, questions.of(request.id()));
    }

    private static boolean isOvertaken(Answer answer, List<Asked> asked) {
        int answered = asked.stream().map(Asked::id).toList().indexOf(answer.question());
        boolean heard = answered >= 0 && asked.get(answered).heard();
        return asked.stream()
                .skip(answered + 1L)
                .filter(Asked::isOpen)
                // of what was only heard from a gateway its message is still to come, and may be older
                .anyMatch(later -> heard || !later.heard());
    }

    /** Whether {@code answer} leaves another question open. */
    boolean isAnotherOpen(Answer answer, Request request) {
        return questions.of(request.id()).stream()
                .filter(asked -> asked.isOpen() && asked.kind().equals("question"))
                .anyMatch(asked -> !asked.id().equals(answer.question()));
    }

    /** Whether an answer is still to come where the request stands: to the last that stands, and of a notice to no mere question. */
    boolean isAnswerAwaited(Request request) {
        List<Asked> asked = questions.of(request.id());
        return !asked.isEmpty()
                && asked.getLast().isOpen()
                && (request.state() == RequestState.INFO_NEEDED
                        || !asked.getLast().kind().equals("question"));
    }
}
