package org.comity.desk.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.comity.dashboard.CarryList;
import org.comity.people.Actor;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** UC-21/1: what has to be carried by hand, so that nothing waits unseen. */
@RestController
@RequestMapping("/api/v1/by-hand")
class CarryApi {
    private final CarryList list;

    CarryApi(CarryList list) {
        this.list = list;
    }

    /** @param href what is posted to, with {@code /carried} or {@code /arrived} behind it */
    @JsonInclude(JsonInclude.Include.NON_ABSENT)
    record CarryJson(
            String href,
            String message,
            String kind,
            String request,
            String reference,
            String partner,
            String urgency,
            String delivery,
            Instant since,
            Optional<Instant> due,
            Optional<String> author,
            Optional<String> approver) {

        static CarryJson of(CarryList.Waiting waiting) {
            return new CarryJson(
                    "/api/v1/requests/" + waiting.request() + "/messages/" + waiting.message(),
                    waiting.message().toString(),
                    waiting.kind(),
                    waiting.request().toString(),
                    waiting.reference(),
                    waiting.partner().value(),
                    waiting.urgency().name(),
                    waiting.state().name(),
                    waiting.since(),
                    waiting.due(),
                    waiting.author(),
                    waiting.approver());
        }
    }

    @GetMapping
    List<CarryJson> open(@AuthenticationPrincipal Actor actor) {
        return list.open(actor).stream().map(CarryJson::of).toList();
    }
}
