package org.comity.desk.pages;

import java.util.List;
import java.util.Map;
import org.comity.casework.Readings;
import org.comity.dashboard.ListedRequest;
import org.comity.desk.drafts.Item;
import org.comity.messages.MessageId;
import org.comity.people.Actor;
import org.comity.problems.Checked;
import org.comity.schemas.DocumentTexts;
import org.springframework.stereotype.Component;

/** What a move is about, shown beside its form so that nobody acts on the wrong request. It is read from the documents, and journalled. */
@Component
class Subjects {
    /** Of a request: what tells it from others, and what is to be decided on. */
    private static final List<String> TELLING = List.of(
            "reference",
            "urgency",
            "offence",
            "data",
            "custodian",
            "daysAsked",
            "assistance",
            "measure",
            "question",
            "person",
            "collection",
            "subject",
            "condition");

    private final Readings readings;
    private final DocumentTexts documents;

    Subjects(Readings readings, DocumentTexts documents) {
        this.readings = readings;
        this.documents = documents;
    }

    /** The telling parts of the request itself, in its order. */
    List<Item> asked(Actor actor, ListedRequest request) {
        return content(actor, request, request.id()).stream()
                .filter(item -> TELLING.contains(item.name()))
                .toList();
    }

    /** A message of the request, and what it says. */
    record Said(MessageId message, List<Item> text) {}

    List<Said> said(Actor actor, ListedRequest request, List<MessageId> messages) {
        return messages.stream()
                .map(message -> new Said(message, text(actor, request, message)))
                .toList();
    }

    /** What a message of the request says; which messages it answers is plain from where it is shown. */
    List<Item> text(Actor actor, ListedRequest request, MessageId message) {
        return content(actor, request, message).stream()
                .filter(item -> !item.name().startsWith("@") || item.name().equals("@accepted"))
                .toList();
    }

    private List<Item> content(Actor actor, ListedRequest request, MessageId message) {
        Checked<Map<String, String>> texts =
                readings.document(actor, request.id(), message).then(documents::readMessage);
        return switch (texts) {
            case Checked.Passed<Map<String, String>>(var found) ->
                Item.of(found).stream()
                        .filter(item -> !item.isLeaf())
                        .flatMap(item -> item.parts().stream())
                        .toList();
            case Checked.Failed<Map<String, String>> notReadable -> List.of();
        };
    }
}
