package org.comity.desk.api;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.comity.casework.Answers;
import org.comity.casework.Files;
import org.comity.casework.OnceOnly;
import org.comity.messages.Content;
import org.comity.messages.Digest;
import org.comity.messages.MessageId;
import org.comity.people.Actor;
import org.comity.problems.GatewayBug;
import org.springframework.stereotype.Component;
import org.springframework.web.multipart.MultipartFile;

/** Says something to the partner once, however often the call is repeated with its key (DSK-05): fields and files are the body. */
@Component
class Saying {
    private final Answers answers;
    private final Files files;
    private final OnceOnly onceOnly;
    private final ObjectMapper json;

    Saying(Answers answers, Files files, OnceOnly onceOnly, ObjectMapper json) {
        this.answers = answers;
        this.files = files;
        this.onceOnly = onceOnly;
        this.json = json;
    }

    MovedJson say(Actor actor, String id, Optional<String> key, MoveBody body, List<MultipartFile> attachments) {
        MessageId request = Ids.message(id);
        Content content = body.about(request);
        MessageId message = ProblemsMet.orAnswer(onceOnly.once(
                actor,
                IdempotencyKey.of(key),
                digest(content, body, attachments),
                () -> answers.say(actor, content, Attached.stored(attachments, files))));
        return MovedJson.of(request, message).beside(List.of(), answers.waiting(actor, request, Optional.of(message)));
    }

    private Digest digest(Content content, MoveBody body, List<MultipartFile> attachments) {
        String call = content.about().map(MessageId::toString).orElse("") + " " + content.kind() + " " + fields(body);
        return Attached.digest(call.getBytes(StandardCharsets.UTF_8), attachments);
    }

    private String fields(MoveBody body) {
        try {
            return json.writeValueAsString(body);
        } catch (JsonProcessingException impossible) {
            throw new GatewayBug("what was read as JSON can be written as JSON", impossible);
        }
    }
}
