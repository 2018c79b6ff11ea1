package org.comity.desk.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.comity.people.Actor;
import org.comity.people.ApiToken;
import org.comity.people.People;
import org.comity.people.TokenSecret;
import org.comity.problems.DeskProblem;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** A person's own API tokens. The first one is issued on the command line. */
@RestController
@RequestMapping("/api/v1/tokens")
class TokensApi {
    private final People people;
    private final Clock clock;
    private final SecureRandom random = new SecureRandom();

    TokensApi(People people, Clock clock) {
        this.people = people;
        this.clock = clock;
    }

    /** @param secret shown in this one answer only */
    @JsonInclude(JsonInclude.Include.NON_ABSENT)
    record TokenJson(
            UUID id,
            String label,
            Instant created,
            Instant expires,
            Optional<Instant> revoked,
            Optional<String> secret) {

        static TokenJson of(ApiToken token, Optional<String> secret) {
            return new TokenJson(token.id(), token.label(), token.created(), token.expires(), token.revoked(), secret);
        }
    }

    /** @param days of life, 1 to 366 */
    record IssueJson(@Nullable String label, @Nullable Integer days) {}

    @GetMapping
    List<TokenJson> list(@AuthenticationPrincipal Actor actor) {
        return people.tokensOf(actor.name()).stream()
                .map(token -> TokenJson.of(token, Optional.empty()))
                .toList();
    }

    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    TokenJson issue(@AuthenticationPrincipal Actor actor, @RequestBody IssueJson body) {
        Fields.needed(Fields.field("label", body.label), Fields.field("days", body.days));
        TokenSecret secret = TokenSecret.random(random);
        Duration life = Duration.ofDays(Fields.given("days", body.days));
        try {
            ApiToken token = ApiToken.issue(
                    UUID.randomUUID(),
                    actor.name(),
                    secret,
                    Fields.given("label", body.label).strip(),
                    clock.instant(),
                    life);
            people.save(token);
            return TokenJson.of(token, Optional.of(secret.reveal()));
        } catch (IllegalArgumentException outOfBounds) {
            throw ProblemsMet.of(DeskProblem.PARAMETER_INVALID.at("days, label"));
        }
    }

    @DeleteMapping("/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void revoke(@AuthenticationPrincipal Actor actor, @PathVariable("id") String id) {
        UUID wanted = Ids.uuid(id);
        ApiToken token = people.tokensOf(actor.name()).stream()
                .filter(own -> own.id().equals(wanted))
                .findFirst()
                .orElseThrow(() -> ProblemsMet.of(DeskProblem.NOT_FOUND.problem()));
        people.save(token.revoke(clock.instant()));
    }
}
