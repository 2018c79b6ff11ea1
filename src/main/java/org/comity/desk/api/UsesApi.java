package org.comity.desk.api;

import static org.comity.desk.api.ProblemsMet.orAnswer;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.comity.casework.Uses;
import org.comity.journal.UseRows.Use;
import org.comity.matters.Purpose;
import org.comity.messages.Digest;
import org.comity.people.Actor;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** UC-14/6a: the log of who used what was supplied. */
@RestController
@RequestMapping("/api/v1/requests/{id}/uses")
class UsesApi {
    private final Uses uses;

    UsesApi(Uses uses) {
        this.uses = uses;
    }

    record UsesJson(List<UseJson> uses) {}

    /** @param sha256 of the file; absent: the document itself was read */
    @JsonInclude(JsonInclude.Include.NON_ABSENT)
    record UseJson(
            Instant at, String item, String message, Optional<String> sha256, String by, Optional<Purpose> purpose) {
        static UseJson of(Use use) {
            return new UseJson(
                    use.at(),
                    use.item(),
                    use.message().toString(),
                    use.sha256().map(Digest::hex),
                    use.by(),
                    use.purpose());
        }
    }

    @GetMapping
    UsesJson uses(@AuthenticationPrincipal Actor actor, @PathVariable("id") String id) {
        return new UsesJson(orAnswer(uses.of(actor, Ids.message(id))).stream()
                .map(UseJson::of)
                .toList());
    }
}
