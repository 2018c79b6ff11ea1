package org.comity.exercise;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.stream.Collectors;
import org.comity.partners.OwnAgency;

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
                %2$s  trust:
                    password-file: "%3$s"
                  desk:
                    example-passwords: true
                  port:
                    partners: %5$d
                    address: 127.0.0.1
                  alerts:
                    page: https://localhost:%4$d
                    webhook: %10$s
                  play:
                    partner-profiles:
                %8$s    tokens: "%9$s"
                server:
                  port: %4$d
                  address: 127.0.0.1
                management:
                  server:
                    port: %6$d
                logging:
                  threshold:
                    console: %7$s
                  file:
                    name: "%1$s/gateway.log"
                """,
                party.directory().toAbsolutePath(),
                party.hosted().stream().map(PartySettings::agency).collect(Collectors.joining()),
                keyPassword.toAbsolutePath(),
                party.officers(),
                party.partners(),
                party.management(),
                "warn",
                other.hosted().stream()
                        .map(one -> "      - \"" + other.profile(one.id()).toAbsolutePath() + "\"\n")
                        .collect(Collectors.joining()),
                party.tokens().toAbsolutePath(),
                pager);
    }

    private static String agency(Hosted hosted) {
        OwnAgency agency = hosted.agency();
        return String.format(Locale.ROOT, """
                    - id: %s
                      name: "%s"
                      country: "%s"
                      zone: %s
                """, agency.id(), agency.name(), agency.country(), agency.zone());
    }
}
