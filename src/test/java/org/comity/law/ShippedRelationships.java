package org.comity.law;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import org.comity.law.file.Reading;
import org.comity.law.file.RelationshipFile;
import org.comity.law.file.Source;

/** The relationships that the jar ships, alone or overridden. */
public final class ShippedRelationships {

    private ShippedRelationships() {}

    public static RecordedRelationships load() {
        return all(RelationshipFile.read(List.of(shipped())));
    }

    static RecordedRelationships overridden(String yaml) {
        return all(reading(yaml));
    }

    static Reading reading(String yaml) {
        return RelationshipFile.read(List.of(shipped(), new Source("relationships.yaml", yaml)));
    }

    private static RecordedRelationships all(Reading reading) {
        return switch (reading) {
            case Reading.Read(RecordedRelationships relationships) -> relationships;
            case Reading.Mistaken(var mistakes) -> throw new AssertionError(mistakes.toString());
        };
    }

    private static Source shipped() {
        try (InputStream in = ShippedRelationships.class.getResourceAsStream("/relationships.yaml")) {
            return new Source("shipped", new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
