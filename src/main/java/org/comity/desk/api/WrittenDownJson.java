package org.comity.desk.api;

import static org.comity.desk.api.Fields.field;
import static org.comity.desk.api.Fields.given;
import static org.comity.desk.api.Fields.orEmpty;

import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import org.comity.casework.StoredFile;
import org.comity.casework.WrittenDown;
import org.comity.matters.ByHand;
import org.comity.problems.DeskProblem;
import org.jspecify.annotations.Nullable;

/** How something went or came by hand (UC-21), as the interface takes it. */
record WrittenDownJson(
        @Nullable Instant at,
        @Nullable String way,
        @Nullable PartyJson sender,
        @Nullable PartyJson recipient,
        @Nullable String number) {
    private static final int LONGEST = 200; // characters; as every text of a profile

    record PartyJson(@Nullable String person, @Nullable String organisation) {
        ByHand.Party party(String name) {
            Fields.needed(field(name + ".person", person), field(name + ".organisation", organisation));
            return new ByHand.Party(text(name + ".person", person), text(name + ".organisation", organisation));
        }
    }

    WrittenDown with(Optional<StoredFile> scan) {
        Fields.needed(field("at", at), field("way", way), field("sender", sender), field("recipient", recipient));
        return new WrittenDown(
                given("at", at),
                means(),
                given("sender", sender).party("sender"),
                given("recipient", recipient).party("recipient"),
                text("number", number),
                scan);
    }

    private ByHand.Way means() {
        try {
            return ByHand.Way.valueOf(given("way", way).toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException unknown) {
            throw ProblemsMet.of(DeskProblem.PARAMETER_INVALID.at("way"));
        }
    }

    private static String text(String name, @Nullable String value) {
        String text = orEmpty(value);
        if (text.length() > LONGEST) {
            throw ProblemsMet.of(DeskProblem.PARAMETER_INVALID.at(name));
        }
        return text;
    }
}
