package org.comity.faults;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.comity.GatewayDatabase;
import org.comity.exercise.TwoSides;
import org.comity.faults.check.Checker;
import org.comity.faults.check.Rows;

/** A checker that finds nothing proves nothing: so in what it found good one thing of each kind is spoiled. */
final class Spoiled {
    private static final String FIRST_RECEIPT = "(select min(message) from receipt where direction = 'IN')";

    private static final List<String> AT_OURS = List.of(
            // an errand that nobody has
            "delete from outbox where id = (select min(id) from outbox where address = 'comity.deadlines')",
            // somebody else's receipt
            "update receipt set payload = (select payload from receipt where direction = 'IN' and message <> "
                    + FIRST_RECEIPT + " limit 1) where direction = 'IN' and message = " + FIRST_RECEIPT,
            // a leaf that will never be numbered
            "alter table journal_leaf disable trigger waits",
            "insert into journal_leaf (at, event, actor, agency, detail) values (now(), 'x', 'x', 'x', '{}')",
            "alter table journal_leaf enable trigger waits");

    private static final List<String> AT_THEIRS = List.of(
            // other bytes than were sent
            "update inbox set mic = repeat('0', 64) where message = (select min(message) from inbox)",
            // a second effect
            "insert into journal_leaf (at, event, actor, agency, message, detail) select at, event, actor, agency, message, detail"
                    + " from journal_leaf where id = (select min(id) from journal_leaf where event = 'message.received')");

    private Spoiled() {}

    /** @return what a checker that begins anew says of it */
    static Checker.Result checked(TwoSides sides, Path data) throws IOException {
        GatewayDatabase ours = new GatewayDatabase(sides.ours().directory());
        GatewayDatabase theirs = new GatewayDatabase(sides.theirs().directory());
        AT_OURS.forEach(ours::change);
        AT_THEIRS.forEach(theirs::change);
        Path told = data.resolve("told.log");
        turnOneLineRound(told);
        return new Checker(
                        told,
                        sides.authority(),
                        data.resolve("check"),
                        Rows.of(sides.ours().directory()),
                        Rows.of(sides.theirs().directory()))
                .check();
    }

    /** As if two that were told one after the other had been told the other way round. */
    private static void turnOneLineRound(Path told) throws IOException {
        Map<String, List<String>> lines = new HashMap<>();
        for (String line : Files.readAllLines(told)) {
            String[] words = line.split(" ", -1);
            if (words[0].equals("approved")) {
                lines.computeIfAbsent(words[3], first -> new ArrayList<>()).add(words[1] + " " + words[2]);
            }
        }
        List<String> two = lines.values().stream()
                .filter(line -> line.size() > 1)
                .findFirst()
                .orElseThrow();
        String round = "approved " + two.get(1) + " round 1\napproved " + two.get(0) + " round 2\n";
        Files.writeString(told, round, StandardOpenOption.APPEND);
    }
}
