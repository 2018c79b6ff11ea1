package org.comity.desk.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Optional;
import org.comity.messages.MessageId;

/** @param message the message written or approved; absent where nothing is sent */
@JsonInclude(JsonInclude.Include.NON_ABSENT)
record MovedJson(String request, Optional<String> message) {

    static MovedJson of(MessageId request) {
        return new MovedJson(request.toString(), Optional.empty());
    }

    static MovedJson of(MessageId request, MessageId message) {
        return new MovedJson(request.toString(), Optional.of(message.toString()));
    }
}
