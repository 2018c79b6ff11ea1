package org.comity.casework;

import java.util.Optional;
import org.comity.messages.MessageId;
import org.comity.messages.RequestContent;
import org.comity.messages.RequestContent.Confidentiality;
import org.comity.people.Actor;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** What a request asks to be kept secret (ETS185/27/8, ETS185/16/3), for whoever acts on it to see before acting. */
@Component
public class Secrecy {
    private final Access access;
    private final Documents documents;

    Secrecy(Access access, Documents documents) {
        this.access = access;
        this.documents = documents;
    }

    /** Empty both where nothing is asked, and of what the actor may not read (THREAT-91). */
    @Transactional(readOnly = true)
    public Optional<Confidentiality> asked(Actor actor, MessageId request) {
        return access.find(actor, request)
                .flatMap(documents::original)
                .map(RequestContent::confidentiality)
                .filter(asked -> asked.secret() || asked.instructions().isPresent());
    }
}
