package org.comity.cli;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.comity.people.ApiToken;
import org.comity.people.People;
import org.comity.people.Person;
import org.comity.people.TokenSecret;
import org.comity.problems.DeskProblem;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** API tokens, by which a system acts as a person (UC-11). The secret is printed once and stored nowhere. */
@Command(name = "token", mixinStandardHelpOptions = true, description = "API tokens: issue, revoke, list.")
final class TokenCommand {

    @ParentCommand
    private Commands root = new Commands();

    @Command(mixinStandardHelpOptions = true, description = "Issue a token and print its secret, this once.")
    int issue(
            @Parameters(paramLabel = "person") String name,
            @Option(names = "--label", required = true) String label,
            @Option(names = "--days", defaultValue = "90", description = "of life, at most 366") int days) {
        try (Parts parts = root.open()) {
            People people = parts.get(People.class);
            Optional<Person> person = people.find(name).filter(found -> !found.disabled());
            if (person.isEmpty()) {
                return root.fail(List.of(DeskProblem.NOT_FOUND.at(name)));
            }
            TokenSecret secret = TokenSecret.random(new SecureRandom());
            ApiToken token = ApiToken.issue(
                    UUID.randomUUID(),
                    name,
                    secret,
                    label,
                    parts.get(Clock.class).instant(),
                    Duration.ofDays(days));
            people.save(token);
            root.out().println(secret.reveal());
            root.out().println("Token " + token.id() + " of " + name + ", until " + token.expires() + ".");
            return 0;
        }
    }

    @Command(mixinStandardHelpOptions = true, description = "Revoke a token of a person, at once.")
    int revoke(@Parameters(paramLabel = "person") String name, @Parameters(paramLabel = "token id") UUID id) {
        try (Parts parts = root.open()) {
            People people = parts.get(People.class);
            Optional<ApiToken> token = people.tokensOf(name).stream()
                    .filter(found -> found.id().equals(id))
                    .findFirst();
            if (token.isEmpty()) {
                return root.fail(List.of(DeskProblem.NOT_FOUND.at(id.toString())));
            }
            people.save(token.get().revoke(parts.get(Clock.class).instant()));
            root.out().println("Revoked " + id + ".");
            return 0;
        }
    }

    @Command(mixinStandardHelpOptions = true, description = "List the tokens of a person; never a secret.")
    int list(@Parameters(paramLabel = "person") String name) {
        try (Parts parts = root.open()) {
            parts.get(People.class)
                    .tokensOf(name)
                    .forEach(token -> root.out()
                            .println(token.id() + "  " + token.label() + "  until " + token.expires()
                                    + token.revoked()
                                            .map(at -> "  revoked " + at)
                                            .orElse("")));
            return 0;
        }
    }
}
