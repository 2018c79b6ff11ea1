package org.comity.schemas;

import org.comity.messages.Answer;
import org.comity.schemas.v1.AnswerElement;

/** {@code answer}. */
final class AnswerMapping {

    private AnswerMapping() {}

    static Answer read(AnswerElement element) {
        return new Answer(
                ContentMapping.id(element.getRequest()), ContentMapping.id(element.getQuestion()), element.getText());
    }

    static AnswerElement write(Answer answer) {
        AnswerElement element = new AnswerElement();
        element.setRequest(answer.request().toString());
        element.setQuestion(answer.question().toString());
        element.setText(answer.text());
        return element;
    }
}
