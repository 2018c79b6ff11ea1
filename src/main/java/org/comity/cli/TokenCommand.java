package org.comity.cli;

import java.security.SecureRandom;
import java.time.Duration;
import java.util.UUID;
import org.comity.casework.Accounts;
import org.comity.people.Door;
import org.comity.people.People;
import org.comity.people.TokenSecret;
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
            TokenSecret secret = TokenSecret.random(Door.REST, new SecureRandom());
            return root.answer(
                    root.actor(parts)
                            .then(actor ->
                                    parts.get(Accounts.class).issue(actor, name, label, Duration.ofDays(days), secret)),
                    token -> secret.reveal() + "\nToken " + token.id() + " of " + name + ", until " + token.expires()
                            + ".");
        }
    }

    @Command(mixinStandardHelpOptions = true, description = "Revoke a token of a person, at once.")
    int revoke(@Parameters(paramLabel = "person") String name, @Parameters(paramLabel = "token id") UUID id) {
        try (Parts parts = root.open()) {
            return root.answer(
                    root.actor(parts).then(actor -> parts.get(Accounts.class).revoke(actor, name, id)),
                    token -> "Revoked " + token.id() + ".");
        }
    }

    @Command(mixinStandardHelpOptions = true, description = "List the tokens of a person; never a secret.")
    int list(@Parameters(paramLabel = "person") String name) {
        try (Parts parts = root.open()) {
            parts.get(People.class)
                    .tokensOf(name)
                    .forEach(token -> root.out()
                            .println(token.id() + "  " + token.door() + "  " + token.label() + "  until "
                                    + token.expires()
                                    + token.revoked()
                                            .map(at -> "  revoked " + at)
                                            .orElse("")));
            return 0;
        }
    }
}
