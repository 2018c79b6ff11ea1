package org.comity.desk.api;

import static org.comity.desk.api.ProblemsMet.orAnswer;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.comity.casework.Accounts;
import org.comity.people.Actor;
import org.comity.people.ApiToken;
import org.comity.people.Door;
import org.comity.people.People;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** A person's own tokens. No token issues another: a stolen one would outlive its revocation; the command line does. */
@RestController
@RequestMapping("/api/v1/tokens")
class TokensApi {
    private final People people;
    private final Accounts accounts;

    TokensApi(People people, Accounts accounts) {
        this.people = people;
        this.accounts = accounts;
    }

    @JsonInclude(JsonInclude.Include.NON_ABSENT)
    record TokenJson(UUID id, Door door, String label, Instant created, Instant expires, Optional<Instant> revoked) {

        static TokenJson of(ApiToken token) {
            return new TokenJson(
                    token.id(), token.door(), token.label(), token.created(), token.expires(), token.revoked());
        }
    }

    @GetMapping
    List<TokenJson> list(@AuthenticationPrincipal Actor actor) {
        return people.tokensOf(actor.name()).stream().map(TokenJson::of).toList();
    }

    @DeleteMapping("/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void revoke(@AuthenticationPrincipal Actor actor, @PathVariable("id") String id) {
        orAnswer(accounts.revoke(actor, actor.name(), Ids.uuid(id)));
    }
}
