package org.comity.desk.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.comity.dashboard.MatterList;
import org.comity.people.Actor;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** UC-26/1c: the matters within the caller's reach, also those in which nobody was asked. */
@RestController
class MattersApi {
    private final MatterList list;

    MattersApi(MatterList list) {
        this.list = list;
    }

    @JsonInclude(JsonInclude.Include.NON_ABSENT)
    record MatterJson(
            String reference,
            String title,
            String unit,
            Instant opened,
            int requests,
            int accesses,
            Optional<String> offeredTo) {
        static MatterJson of(MatterList.Row row) {
            return new MatterJson(
                    row.reference(),
                    row.title(),
                    row.unit(),
                    row.opened(),
                    row.requests(),
                    row.accesses(),
                    row.offeredTo());
        }
    }

    record ListJson(List<MatterJson> matters) {}

    @GetMapping("/api/v1/matters")
    ListJson list(
            @AuthenticationPrincipal Actor actor,
            @RequestParam(name = "part", defaultValue = "") String part,
            @RequestParam(name = "alone", defaultValue = "false") boolean alone) {
        return new ListJson(
                list.find(actor, part, alone).stream().map(MatterJson::of).toList());
    }
}
