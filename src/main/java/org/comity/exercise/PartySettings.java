package org.comity.exercise;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/** Writes the configuration of one side, as an operator would write it. */
final class PartySettings {

    private PartySettings() {}

    static void write(Party party, Party other, Path keyPassword, URI pager) throws IOException {
        Files.createDirectories(party.directory());
        Files.writeString(party.settings(), yaml(party, other, keyPassword, pager), StandardCharsets.UTF_8);
    }

    private static String yaml(Party party, Party other, Path keyPassword, URI pager) {
        return String.format(
                Locale.ROOT,
                """
                # Written anew by each start of the exercise.
                comity:
                  exercise: true
                  data: "%1$s"
                  agencies:
                    - id: %2$s
                      name: "%3$s"
                      country: %4$s
                      zone: %5$s
                  trust:
                    password-file: "%6$s"
                  desk:
                    example-passwords: true
                  port:
                    partners: %8$d
                    address: 127.0.0.1
                  alerts:
                    page: https://localhost:%7$d
                    webhook: %13$s
                  play:
                    partner-profile: "%10$s"
                    tokens: "%11$s"
                server:
                  port: %7$d
                  address: 127.0.0.1
                management:
                  server:
                    port: %9$d
                logging:
                  threshold:
                    console: %12$s
                  file:
                    name: "%1$s/gateway.log"
                """,
                party.directory().toAbsolutePath(),
                party.id(),
                party.agency().name(),
                party.agency().country(),
                party.agency().zone(),
                keyPassword.toAbsolutePath(),
                party.officers(),
                party.partners(),
                party.management(),
                other.profile().toAbsolutePath(),
                party.tokens().toAbsolutePath(),
                "warn",
                pager);
    }
}
