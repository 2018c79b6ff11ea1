package org.comity.schemas;

import org.comity.messages.Question;
import org.comity.schemas.v1.QuestionElement;

/** {@code question}. */
final class QuestionMapping {

    private QuestionMapping() {}

    static Question read(QuestionElement element) {
        return new Question(ContentMapping.id(element.getRequest()), element.getText());
    }

    static QuestionElement write(Question question) {
        QuestionElement element = new QuestionElement();
        element.setRequest(question.request().toString());
        element.setText(question.text());
        return element;
    }
}
