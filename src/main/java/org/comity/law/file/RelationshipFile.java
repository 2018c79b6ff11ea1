package org.comity.law.file;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.comity.law.CalendarFacts;
import org.comity.law.Practice;
import org.comity.law.RecordedRelationships;
import org.comity.law.Relationship;
import org.comity.law.StateFacts;
import org.comity.law.StatePair;

/** Relationship files as a whole. */
public final class RelationshipFile {

    private RelationshipFile() {}

    /** @param sources each overriding those before it */
    public static Reading read(List<Source> sources) {
        return read(sources, Calendars.ANY);
    }

    /** @param library what is said of its calendars is compared with */
    public static Reading read(List<Source> sources, Calendars library) {
        List<Mistake> mistakes = new ArrayList<>();
        Optional<Entry.Branch> merged = sources.stream()
                .flatMap(source -> new YamlReading(source, mistakes).read().stream())
                .map(file -> PairOrder.alphabetical(file, mistakes))
                .reduce(Entry.Branch::overriddenBy);
        RecordedRelationships all = merged.map(branch -> typed(new Fields(branch, "", mistakes), library))
                .orElseGet(() -> new RecordedRelationships(Map.of(), Map.of()));
        return mistakes.isEmpty()
                ? new Reading.Read(all)
                : new Reading.Mistaken(mistakes.stream().sorted().distinct().toList());
    }

    private static RecordedRelationships typed(Fields file, Calendars library) {
        Map<String, StateFacts> states = new HashMap<>();
        below("states", file)
                .forEach((code, entry) ->
                        StateReading.read(code, entry, library).ifPresent(state -> states.put(code, state)));
        Map<StatePair, Relationship> pairs = new HashMap<>();
        PairReading reading = new PairReading(states, practice(file));
        below("relationships", file)
                .forEach((name, entry) -> reading.read(name, entry).ifPresent(pair -> pairs.put(pair.between(), pair)));
        Map<String, CalendarFacts> calendars = new HashMap<>();
        below("calendars", file).forEach((id, entry) -> calendars.put(id, CalendarReading.read(id, entry, library)));
        file.done();
        return new RecordedRelationships(pairs, calendars);
    }

    private static Practice practice(Fields file) {
        return file.fields("practice")
                .map(fields -> {
                    Practice practice = PracticeReading.read(fields, Practice.USUAL);
                    fields.text("source");
                    fields.done();
                    return practice;
                })
                .orElse(Practice.USUAL);
    }

    private static Map<String, Fields> below(String key, Fields file) {
        return file.fields(key).map(Fields::all).orElse(Map.of());
    }
}
