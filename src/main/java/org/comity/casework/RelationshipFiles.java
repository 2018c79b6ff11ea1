package org.comity.casework;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.comity.deadlines.HolidayCalendars;
import org.comity.journal.JournalSettings;
import org.comity.law.CalendarFacts;
import org.comity.law.RecordedRelationships;
import org.comity.law.Relationship;
import org.comity.law.Relationships;
import org.comity.law.file.Calendars;
import org.comity.law.file.Reading;
import org.comity.law.file.RelationshipFile;
import org.comity.law.file.Source;
import org.comity.messages.Digest;
import org.comity.problems.GatewayBug;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * The relationships in force on this node: those that the jar ships, overridden by {@code relationships.yaml} of the data directory. All of
 * them are replaced at once or none is: who asks between two reads sees one file or the other, never a mixture.
 */
@Component
public class RelationshipFiles implements Relationships {
    private static final String NAME = "relationships.yaml";

    private static final Logger LOG = LoggerFactory.getLogger(RelationshipFiles.class);
    private static final Calendars PRESENT =
            new Calendars(HolidayCalendars::has, Optional.of(HolidayCalendars.libraryVersion()));
    private static final Calendars AT_START = new Calendars(HolidayCalendars::has, Optional.empty());

    private final Path own;
    private final AtomicReference<InForce> inForce;

    private record InForce(RecordedRelationships relationships, Digest digest) {}

    /** @throws MistakenRelationships and then the gateway does not start */
    RelationshipFiles(JournalSettings settings) {
        this.own = settings.data().resolve(NAME);
        Found found = read(own, AT_START);
        this.inForce = new AtomicReference<>(
                switch (found.reading()) {
                    case Reading.Read(RecordedRelationships relationships) -> {
                        warnOfOldConfirmations(relationships);
                        yield new InForce(relationships, found.digest());
                    }
                    case Reading.Mistaken(var mistakes) -> throw new MistakenRelationships(mistakes);
                });
    }

    /**
     * @param digest of both files together
     * @param own whether the data directory has one
     */
    public record Found(Reading reading, Digest digest, boolean own) {}

    @Override
    public Optional<Relationship> between(String one, String other) {
        return inForce().between(one, other);
    }

    @Override
    public CalendarFacts calendar(String id) {
        return inForce().calendar(id);
    }

    /** What the files of a data directory say, as a reload takes them; nothing is in force by it. */
    public static Found found(JournalSettings settings) {
        return read(settings.data().resolve(NAME), PRESENT);
    }

    /** What a start takes: a confirmation of an older library counts for nothing, and does not keep a new release from starting. */
    public static Found foundAtStart(JournalSettings settings) {
        return read(settings.data().resolve(NAME), AT_START);
    }

    /** What the files say now; changes nothing. */
    final Found read() {
        return read(own, PRESENT);
    }

    final Found readAtStart() {
        return read(own, AT_START);
    }

    private static void warnOfOldConfirmations(RecordedRelationships relationships) {
        relationships
                .calendars()
                .values()
                .forEach(calendar -> calendar.confirmed()
                        .filter(by -> !by.version().equals(HolidayCalendars.libraryVersion()))
                        .ifPresent(by -> LOG.warn(
                                "{}: calendars.{}.confirmed is about version {} of the library of holidays, which is {} now: its holidays are"
                                        + " unverified and put off nothing that we owe; compare them, then write the new version down",
                                NAME,
                                calendar.id(),
                                by.version(),
                                HolidayCalendars.libraryVersion())));
    }

    private static Found read(Path own, Calendars library) {
        List<Source> sources = new ArrayList<>();
        sources.add(new Source("shipped " + NAME, shipped()));
        if (Files.exists(own)) {
            sources.add(new Source(own.toString(), text(own)));
        }
        String all = String.join("\n---\n", sources.stream().map(Source::yaml).toList());
        return new Found(
                RelationshipFile.read(sources, library),
                Digest.of(all.getBytes(StandardCharsets.UTF_8)),
                sources.size() > 1);
    }

    /** Whether clocks between the two States could come to other ends by {@code others}. */
    boolean isOtherwise(RecordedRelationships others, String one, String other) {
        return !between(one, other).equals(others.between(one, other))
                || !inForce().calendars().equals(others.calendars());
    }

    /** @param digest of the files that said so */
    void replace(RecordedRelationships by, Digest digest) {
        inForce.set(new InForce(by, digest));
    }

    /** Of the files whose relationships are in force on this node. */
    Digest digest() {
        return inForce.get().digest();
    }

    private RecordedRelationships inForce() {
        return inForce.get().relationships();
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static String shipped() {
        try (InputStream in = RelationshipFiles.class.getResourceAsStream("/" + NAME)) {
            if (in == null) {
                throw new GatewayBug("the jar ships relationships");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
