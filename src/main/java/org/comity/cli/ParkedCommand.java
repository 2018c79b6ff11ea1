package org.comity.cli;

import java.util.UUID;
import java.util.function.BiFunction;
import org.comity.casework.Unparking;
import org.comity.dashboard.ParkedList;
import org.comity.people.Actor;
import org.comity.problems.Checked;
import org.comity.problems.DeskProblem;
import org.comity.trust.RevocationSchedule;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** What was set aside for a person (UC-07): ids, reasons and codes, never content. */
@Command(
        name = "parked",
        mixinStandardHelpOptions = true,
        description = "What was set aside for a person: list, show, unpark, discard.")
final class ParkedCommand {
    @ParentCommand
    private Commands root = new Commands();

    @Command(mixinStandardHelpOptions = true, description = "List what is parked, newest first.")
    int list() {
        try (Parts parts = root.open()) {
            return root.answer(
                    root.actor(parts)
                            .then(actor ->
                                    Checked.passed(parts.get(ParkedList.class).open(actor))),
                    rows -> rows.isEmpty()
                            ? "Nothing is parked."
                            : String.join(
                                    "\n", rows.stream().map(ParkedCommand::line).toList()));
        }
    }

    @Command(mixinStandardHelpOptions = true, description = "Show one parked row with what to do about it.")
    int show(@Parameters(paramLabel = "id") UUID id) {
        try (Parts parts = root.open()) {
            return root.answer(
                    root.actor(parts)
                            .then(actor -> parts.get(ParkedList.class)
                                    .find(actor, id)
                                    .map(Checked::passed)
                                    .orElseGet(() -> Checked.failed(DeskProblem.NOT_FOUND.at(id.toString())))),
                    row -> line(row) + "\n  " + Remedies.of(row.problem()));
        }
    }

    @Command(
            mixinStandardHelpOptions = true,
            description = "Put it back to work, once its cause is mended: the same message with the same id.")
    int unpark(@Parameters(paramLabel = "id") UUID id) {
        return resolve(id, "Unparked ", (parts, actor) -> {
            // what is opened now for the first time (UC-07/3b) needs the lists that a running gateway has
            parts.get(RevocationSchedule.class)
                    .refresh()
                    .forEach((address, reason) ->
                            root.out().println("Revocation list " + address + " did not come: " + reason));
            return parts.get(Unparking.class).unpark(actor, id);
        });
    }

    @Command(mixinStandardHelpOptions = true, description = "Decide that it goes nowhere; it stays in the journal.")
    int discard(@Parameters(paramLabel = "id") UUID id) {
        return resolve(
                id, "Discarded ", (parts, actor) -> parts.get(Unparking.class).discard(actor, id));
    }

    private int resolve(UUID id, String word, BiFunction<Parts, Actor, Checked<UUID>> resolution) {
        try (Parts parts = root.open()) {
            return root.answer(
                    root.actor(parts).then(actor -> resolution.apply(parts, actor)), resolved -> word + id + ".");
        }
    }

    private static String line(ParkedList.Parked row) {
        return row.id() + "  " + row.at() + "  " + row.reason() + " " + row.problem() + "  "
                + row.partner().map(Object::toString).orElse("-") + "  "
                + row.address() + "  " + row.message().orElse("-");
    }
}
