package org.comity.desk.api;

import static org.comity.desk.api.Fields.field;
import static org.comity.desk.api.Fields.given;
import static org.comity.desk.api.Fields.orEmpty;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.comity.casework.Files;
import org.comity.casework.StoredFile;
import org.comity.casework.WrittenDown;
import org.comity.matters.ByHand;
import org.comity.messages.Digest;
import org.comity.problems.DeskProblem;
import org.comity.problems.GatewayBug;
import org.jspecify.annotations.Nullable;
import org.springframework.web.multipart.MultipartFile;

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

    WrittenDown written() {
        Fields.needed(field("at", at), field("way", way), field("sender", sender), field("recipient", recipient));
        return new WrittenDown(
                given("at", at),
                means(),
                given("sender", sender).party("sender"),
                given("recipient", recipient).party("recipient"),
                text("number", number),
                Optional.empty());
    }

    static Optional<StoredFile> stored(Optional<MultipartFile> scan, Files files) {
        return scan.map(file -> Attached.stored(List.of(file), files).getFirst());
    }

    /** Over everything that was handed in, so that a repeated key with another record or scan is noticed. */
    Digest digest(ObjectMapper json, HandedIn given, Optional<MultipartFile> scan) {
        List<MultipartFile> all = new ArrayList<>(given.attachments());
        scan.ifPresent(all::addFirst);
        try {
            String fields =
                    json.writeValueAsString(this) + Digest.of(given.document()).hex() + scan.isPresent();
            return Attached.digest(fields.getBytes(StandardCharsets.UTF_8), all);
        } catch (JsonProcessingException impossible) {
            throw new GatewayBug("what was read as JSON can be written as JSON", impossible);
        }
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
