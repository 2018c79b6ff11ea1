package org.comity.exercise;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import org.comity.trust.Certificates;
import org.comity.trust.ExerciseAuthority;
import org.comity.trust.ExerciseKeys;
import org.comity.trust.OwnKeys;

/**
 * The two sides of an exercise, below one directory.
 *
 * @param data holds a directory of each side, the authority of both and the password of all key files
 * @param sealing what the partner signs and encrypts with, if the sides have no keys yet
 */
record Stage(Path data, Party ours, Party theirs, ExerciseKeys sealing) {

    static Stage under(Path data, int firstPort) {
        return new Stage(data, Party.tokyo(data, firstPort), Party.washington(data, firstPort), ExerciseKeys.P256);
    }

    /** The same, and sixteen more agencies at the partner's gateway. */
    Stage withAllies() {
        return new Stage(data, ours, theirs.withAllies(line()), sealing);
    }

    Stage sealing(ExerciseKeys keys) {
        return new Stage(data, ours, theirs, keys);
    }

    /** What our side signs and encrypts with: as the partner does, and never less than our own keys must be. */
    ExerciseKeys ourSealing() {
        return sealing == ExerciseKeys.RSA2048 ? ExerciseKeys.RSA3072 : sealing;
    }

    /** Port of the {@link Line}, for a stage with allies. */
    int line() {
        return theirs.management() + 1;
    }

    /**
     * Makes what is missing (keys, certificates) and writes anew what may have changed: settings, profiles, the revocation list.
     *
     * @param pager where both sides call their duty officers
     */
    ExerciseAuthority set(Clock clock, URI pager) throws IOException {
        Files.createDirectories(data);
        Path password = data.resolve("key-password");
        if (!Files.exists(password)) {
            if (Files.exists(data.resolve("authority"))) {
                throw new CannotPlay("the password of the exercise's key files, " + password
                        + ", is not there: put it back, or delete " + data + " to start afresh");
            }
            Files.createFile(
                    password, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            Files.writeString(password, UUID.randomUUID().toString());
        }
        ExerciseAuthority authority = ExerciseAuthority.open(data.resolve("authority"), ours.trust(password), clock);
        Files.writeString(data.resolve("authority.pem"), Certificates.pem(authority.certificate()));
        write(ours, theirs, authority, password, clock, pager);
        write(theirs, ours, authority, password, clock, pager);
        return authority;
    }

    private void write(Party party, Party other, ExerciseAuthority authority, Path password, Clock clock, URI pager)
            throws IOException {
        Files.deleteIfExists(party.tokens());
        for (Hosted one : party.hosted()) {
            String host = one.address().getHost();
            authority.equip(
                    one.id(),
                    party.trust(password),
                    host.equals("localhost") ? List.of(host, "127.0.0.1") : List.of(host),
                    party.equals(ours) ? ourSealing() : sealing);
        }
        PartySettings.write(party, other, password, pager);
        OwnKeys keys = new OwnKeys(party.trust(password), clock);
        for (Hosted one : party.hosted()) {
            Path profile = party.profile(one.id());
            Files.createDirectories(profile.getParent());
            Files.write(profile, Profiles.of(one, keys, data.resolve("authority.pem"), authority.revocationList()));
        }
    }
}
