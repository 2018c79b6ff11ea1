package org.comity.desk.api;

import static org.comity.desk.api.ProblemsMet.orAnswer;

import org.comity.casework.Reloading;
import org.comity.people.Actor;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** UC-18: what binds states is read again while the gateway runs. */
@RestController
@RequestMapping("/api/v1/relationships")
class RelationshipsApi {
    private final Reloading reloading;

    RelationshipsApi(Reloading reloading) {
        this.reloading = reloading;
    }

    record ReloadedJson(int pairs, String digest) {}

    @PostMapping("/reload")
    ReloadedJson reload(@AuthenticationPrincipal Actor actor) {
        Reloading.Reloaded reloaded = orAnswer(reloading.reload(actor));
        return new ReloadedJson(reloaded.pairs(), reloaded.digest().hex());
    }
}
