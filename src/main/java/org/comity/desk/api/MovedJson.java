package org.comity.desk.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.comity.casework.Answers;
import org.comity.messages.MessageId;

/**
 * @param message the message written or approved; absent where nothing is sent
 * @param cautions what else waits for its second person and may say otherwise (UC-05/1b); it is done all the same
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
record MovedJson(String request, Optional<String> message, List<CautionJson> cautions) {
    record CautionJson(String about, String sentence, String message, String href) {
        static CautionJson of(String request, Answers.Waiting waiting, boolean superseded) {
            String what = "The " + waiting.kind()
                    + waiting.author().map(author -> " of " + author).orElse("");
            return new CautionJson(
                    superseded ? "answer-superseded" : "answer-waits",
                    what
                            + (superseded
                                    ? ", which waited too, has nothing to say any more and was discarded."
                                    : " about the same request waits for its second person too and may say otherwise."),
                    waiting.message().toString(),
                    "/api/v1/requests/" + request + "/messages/" + waiting.message() + "/document");
        }
    }

    static MovedJson of(MessageId request) {
        return new MovedJson(request.toString(), Optional.empty(), List.of());
    }

    static MovedJson of(MessageId request, MessageId message) {
        return new MovedJson(request.toString(), Optional.of(message.toString()), List.of());
    }

    /**
     * @param gone what waited beside it and has nothing to say any more
     * @param still what waits beside it
     */
    MovedJson beside(List<Answers.Waiting> gone, List<Answers.Waiting> still) {
        return new MovedJson(
                request,
                message,
                Stream.concat(
                                gone.stream().map(waiting -> CautionJson.of(request, waiting, true)),
                                still.stream().map(waiting -> CautionJson.of(request, waiting, false)))
                        .toList());
    }
}
