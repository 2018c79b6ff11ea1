package org.comity.casework;

import java.util.Optional;
import java.util.stream.Stream;
import org.comity.journal.AlertRows;
import org.comity.journal.MessageRow;
import org.comity.journal.MessageRows;
import org.comity.messages.MessageId;
import org.comity.people.Person;
import org.comity.people.Role;
import org.springframework.stereotype.Component;

/** Who can let go what an alert of {@link Alerting#APPROVAL_AWAITED} is about: an approver in reach of the request who did not write it. */
@Component
class SecondPersons {
    private final Access access;
    private final MessageRows messages;

    SecondPersons(Access access, MessageRows messages) {
        this.access = access;
        this.messages = messages;
    }

    boolean wrote(AlertRows.Alert awaited, String person) {
        return author(awaited).filter(person::equals).isPresent();
    }

    boolean mayApprove(AlertRows.Alert awaited, Person person) {
        return person.roles().contains(Role.APPROVER)
                && !wrote(awaited, person.name())
                && awaited.request()
                        .flatMap(request -> access.find(person.actor(), request))
                        .filter(request -> access.mayWorkOn(person.actor(), request))
                        .isPresent();
    }

    /** The message, or, where an operation waits, the request of it that the alert names: one person wrote them all. */
    private Optional<String> author(AlertRows.Alert awaited) {
        return Stream.concat(MessageId.parse(awaited.subject()).stream(), awaited.request().stream())
                .flatMap(id -> messages.find(id).stream())
                .findFirst()
                .flatMap(MessageRow::author);
    }
}
