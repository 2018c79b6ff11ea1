package org.comity.exercise;

import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.comity.partners.Contact;
import org.comity.trust.OwnKeys;
import org.comity.trust.OwnProfile;
import org.comity.trust.ProfileDocument;

/** What each side of the exercise tells the other about itself. */
final class Profiles {

    private Profiles() {}

    static byte[] of(Party party, Path authority, String revocationList, Path password, Clock clock) {
        OwnKeys keys = new OwnKeys(party.trust(password), clock);
        OwnProfile profile = new OwnProfile(
                Optional.of(URI.create("https://localhost:" + party.partners() + "/as2")),
                Optional.empty(),
                "24/7",
                List.of("en"),
                List.of(new Contact("Duty desk", "24/7 contact point (exercise)", "+15550100", "duty@example.org")),
                List.of(authority),
                List.of(revocationList));
        return ProfileDocument.write(profile.describe(party.agency(), keys));
    }
}
