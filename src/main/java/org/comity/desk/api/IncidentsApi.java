package org.comity.desk.api;

import static org.comity.desk.api.Fields.field;
import static org.comity.desk.api.Fields.given;
import static org.comity.desk.api.ProblemsMet.orAnswer;

import org.comity.casework.Incidents;
import org.comity.people.Actor;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** UC-28: a security incident of data that came under CETS 224. Possible once while one is open, so it needs no key. */
@RestController
@RequestMapping("/api/v1/requests/{id}/incident")
class IncidentsApi {
    private final Incidents incidents;

    IncidentsApi(Incidents incidents) {
        this.incidents = incidents;
    }

    record IncidentJson(@Nullable String reason) {}

    @PostMapping
    MovedJson found(
            @AuthenticationPrincipal Actor actor, @PathVariable("id") String id, @RequestBody IncidentJson body) {
        Fields.needed(field("reason", body.reason));
        return MovedJson.of(orAnswer(incidents.found(actor, Ids.message(id), given("reason", body.reason)))
                .id());
    }
}
