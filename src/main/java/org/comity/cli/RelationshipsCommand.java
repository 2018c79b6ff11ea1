package org.comity.cli;

import java.util.List;
import org.comity.casework.RelationshipFiles;
import org.comity.journal.JournalSettings;
import org.comity.law.file.Mistake;
import org.comity.law.file.Reading;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParentCommand;

/** UC-18/2: says what a start or a reload would say of the relationship files; changes nothing and needs no gateway. */
@Command(
        name = "relationships",
        mixinStandardHelpOptions = true,
        description = "What binds states: check the files before a start or a reload.")
final class RelationshipsCommand {

    @ParentCommand
    private Commands root = new Commands();

    @Command(mixinStandardHelpOptions = true, description = "Name every mistake with its file and line.")
    int check() {
        try (Parts parts = root.open()) {
            return switch (RelationshipFiles.found(parts.get(JournalSettings.class))
                    .reading()) {
                case Reading.Read(var relationships) -> {
                    root.out().println(relationships.pairs().size() + " relationships, no mistake.");
                    yield 0;
                }
                case Reading.Mistaken(List<Mistake> mistakes) -> {
                    mistakes.forEach(one -> root.err().println(one));
                    yield 1;
                }
            };
        }
    }
}
