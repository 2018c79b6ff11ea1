package org.comity.casework;

import org.comity.law.RequestKind;
import org.comity.matters.RequestState;
import org.comity.matters.Side;
import org.comity.messages.Answer;
import org.comity.messages.Content;
import org.comity.messages.Judgement;

/** The one rule of what can be said about a request: {@link Answers} keeps to it, and pages and interface offer by it. */
public final class Sayable {

    private Sayable() {}

    /** Whether {@code side} may say such a thing, the state has room for it, and the kind of request admits it. */
    public static boolean by(Side side, Content content, RequestKind kind, RequestState state) {
        return Voices.of(content, kind) == side
                && RequestEvents.possible(content, kind, state)
                && Judgement.admits(kind, content);
    }

    /** Whether {@code side} may give such an answer while the request stands elsewhere, to a question that has none (UC-05/2d). */
    public static boolean inPassing(Side side, Answer answer, RequestKind kind, RequestState state) {
        return Voices.of(answer, kind) == side && RequestEvents.isOpen(state) && Judgement.admits(kind, answer);
    }
}
