package org.comity.exercise;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.comity.partners.Contact;
import org.comity.trust.OwnKeys;
import org.comity.trust.OwnProfile;
import org.comity.trust.ProfileDocument;

/** What each side of the exercise tells the other about itself. */
final class Profiles {

    private Profiles() {}

    /** @param keys of all agencies of the side */
    static byte[] of(Hosted hosted, OwnKeys keys, Path authority, String revocationList) {
        OwnProfile profile = new OwnProfile(
                Optional.of(hosted.address()),
                Optional.empty(),
                "24/7",
                hosted.languages(),
                List.of(new Contact("Duty desk", "24/7 contact point (exercise)", "+15550100", "duty@example.org")),
                List.of(authority),
                List.of(revocationList));
        return ProfileDocument.write(profile.describe(hosted.agency(), keys));
    }
}
