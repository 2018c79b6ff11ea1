package org.comity.desk.pages;

import org.comity.dashboard.ListedRequest;
import org.comity.dashboard.RequestFile;
import org.comity.dashboard.RequestFiles;
import org.comity.messages.MessageId;
import org.comity.people.Actor;
import org.comity.people.Role;

/** What the address of a page names, within need-to-know; anything else is {@link NotHere}. */
final class Named {

    private Named() {}

    /** For a form that only an officer can hand in; asked once what it names is found, so that nobody learns of what is not theirs. */
    static void officer(Actor actor) {
        if (!actor.is(Role.OFFICER)) {
            throw new NotOfTheRole();
        }
    }

    static MessageId id(String text) {
        return MessageId.parse(text).orElseThrow(NotHere::new);
    }

    static ListedRequest request(RequestFiles files, Actor actor, String id) {
        return files.find(actor, id(id)).orElseThrow(NotHere::new);
    }

    static RequestFile file(RequestFiles files, Actor actor, String id) {
        return files.open(actor, id(id)).orElseThrow(NotHere::new);
    }

    static RequestFile.Sent message(RequestFile file, String id) {
        MessageId named = id(id);
        return file.messages().stream()
                .filter(sent -> sent.id().equals(named))
                .findFirst()
                .orElseThrow(NotHere::new);
    }
}
