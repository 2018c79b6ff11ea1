package org.comity.exercise;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.UUID;
import org.comity.desk.Passwords;
import org.comity.partners.AgencyId;
import org.comity.partners.OwnAgencies;
import org.comity.partners.PartnerState;
import org.comity.partners.Partners;
import org.comity.people.ApiToken;
import org.comity.people.Door;
import org.comity.people.MailAddress;
import org.comity.people.PasswordHash;
import org.comity.people.People;
import org.comity.people.Person;
import org.comity.people.TokenSecret;
import org.comity.problems.Checked;
import org.comity.trust.ProfileDocument;
import org.comity.trust.RevocationSchedule;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.stereotype.Component;

/** Inside each gateway of the exercise: registers the other side and the players, and leaves their tokens for the script. */
@Component
@ConditionalOnProperty(name = "comity.exercise", havingValue = "true")
class Setup implements ApplicationRunner {
    /** Of every player. It is among the example passwords that a production gateway refuses. */
    static final String PASSWORD = "comity-exercise";

    private static final Duration TOKEN_LIFE = Duration.ofDays(30);

    private final PlaySettings settings;
    private final OwnAgencies own;
    private final Partners partners;
    private final People people;
    private final Passwords passwords;
    private final RevocationSchedule revocations;
    private final Clock clock;

    Setup(
            PlaySettings settings,
            OwnAgencies own,
            Partners partners,
            People people,
            Passwords passwords,
            RevocationSchedule revocations,
            Clock clock) {
        this.settings = settings;
        this.own = own;
        this.partners = partners;
        this.people = people;
        this.passwords = passwords;
        this.revocations = revocations;
        this.clock = clock;
    }

    @Override
    public void run(ApplicationArguments arguments) throws IOException {
        for (Path profile : settings.partnerProfiles()) {
            register(profile);
        }
        if (!settings.partnerProfiles().isEmpty()) {
            revocations.refresh();
        }
        if (settings.tokens() != null) {
            provision(settings.tokens());
        }
    }

    /** The call-back that a person makes between import and activation is left out here, and only here. */
    private void register(Path profile) throws IOException {
        switch (ProfileDocument.readLocal(Files.readAllBytes(profile))) {
            case Checked.Passed<org.comity.partners.Partner>(var partner) ->
                partners.save(partner.in(PartnerState.ACTIVE));
            case Checked.Failed<org.comity.partners.Partner>(var problems) ->
                throw new IllegalStateException("the exercise's profile " + profile + " is unusable: " + problems);
        }
    }

    private void provision(Path tokens) throws IOException {
        Properties secrets = new Properties();
        PasswordHash password = hash();
        for (AgencyId agency : own.ids()) {
            for (Player player : Party.playersOf(agency)) {
                people.save(person(player, agency, password));
                secrets.setProperty(player.name(), token(player));
            }
        }
        Path fresh = tokens.resolveSibling(tokens.getFileName() + ".new");
        Files.deleteIfExists(fresh);
        Files.createFile(fresh, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        try (var out = Files.newOutputStream(fresh)) {
            secrets.store(out, "API tokens of this exercise");
        }
        Files.move(fresh, tokens, java.nio.file.StandardCopyOption.REPLACE_EXISTING);
    }

    private String token(Player player) {
        TokenSecret secret = TokenSecret.random(Door.REST, new SecureRandom());
        people.save(ApiToken.issue(UUID.randomUUID(), player.name(), secret, "exercise", clock.instant(), TOKEN_LIFE));
        return secret.reveal();
    }

    private Person person(Player player, AgencyId agency, PasswordHash password) {
        return new Person(
                player.name(),
                player.fullName(),
                agency.value(),
                player.unit(),
                Set.of(player.role()),
                password,
                Optional.of(new MailAddress(player.name() + "@" + agency + ".example")),
                player.dutyRank(),
                false);
    }

    private PasswordHash hash() {
        return switch (passwords.hash(PASSWORD)) {
            case Checked.Passed<PasswordHash>(var hash) -> hash;
            case Checked.Failed<PasswordHash>(var problems) ->
                throw new IllegalStateException("the exercise needs comity.desk.example-passwords=true");
        };
    }
}
