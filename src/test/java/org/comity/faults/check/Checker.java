package org.comity.faults.check;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.comity.faults.check.Findings.Kind;
import org.comity.faults.check.Told.Harm;

/**
 * The independent checker. Both database servers run, and nothing is under way. As a program: {@code Checker TOLD AUTHORITY WORK OURS THEIRS}
 * prints the counts and what is wrong; the exit code is 1 if anything is.
 */
public final class Checker {
    private final Path told;
    private final Rows ours;
    private final Rows theirs;
    private final ReceiptCheck receipts;
    private final SetAside asideAtOurs;
    private final SetAside asideAtTheirs;
    private int faultsBefore;

    public Checker(Path told, Path authority, Path work, Rows ours, Rows theirs) throws IOException {
        this.told = told;
        this.ours = ours;
        this.theirs = theirs;
        this.receipts = new ReceiptCheck(work, authority);
        this.asideAtOurs = new SetAside("ours", ours);
        this.asideAtTheirs = new SetAside("theirs", theirs);
    }

    /**
     * What there was to check, and what is wrong.
     *
     * @param withPersons messages that arrived and are set aside for a person
     * @param overtaken messages that a person set aside and put back later, behind others of their line
     */
    public record Result(int messages, int receipts, int withPersons, int overtaken, Findings findings) {}

    /** Nothing is on its way between them, and no operator has anything to put back. */
    public static boolean isAtRest(Rows ours, Rows theirs) {
        return Stream.of(ours, theirs, ours) // what went from theirs between the first two looks is seen by the third
                .allMatch(side -> side.list(Waiting.UNDER_WAY).isEmpty());
    }

    /** As {@link #check}, and each receipt anew. */
    public Result checkAll() throws IOException {
        receipts.forget();
        return check();
    }

    /** What was told since the last call is one batch. Receipts that were verified then are not verified again. */
    public Result check() throws IOException {
        Told outside = Told.read(told);
        Findings findings = new Findings();
        OneWay there = new OneWay(ours, theirs, findings);
        OneWay back = new OneWay(theirs, ours, findings);
        outside.submitted().stream()
                .filter(request -> !there.isSender(request))
                .forEach(request -> findings.add(Kind.LOST, request + " was submitted and is not there"));
        outside.approved().keySet().stream()
                .filter(message -> !there.isSender(message) && !back.isSender(message))
                .forEach(message -> findings.add(Kind.LOST, message + " was approved and is not there"));
        there.documents(outside.approved());
        back.documents(outside.approved());
        outside.unfinished().forEach(one -> findings.add(Kind.STUCK, "case " + one + " did not end"));
        outside.files()
                .forEach(file -> (back.isSender(file.getFirst()) ? back : there).file(file.getFirst(), file.get(1)));
        int overtaken = there.order(outside.approved().keySet())
                + back.order(outside.approved().keySet());
        int withPersons = there.delivered() + back.delivered();
        there.effects();
        back.effects();
        if (outside.unfinished().isEmpty()) { // else a call whose answer nobody heard may have made one
            ours
                    .set(
                            "select id from request r where direction = 'OUT' and exists (select from message where request = r.id)")
                    .stream()
                    .filter(request -> !outside.submitted().contains(request))
                    .forEach(request -> findings.add(Kind.DUPLICATED, "nobody was told of request " + request));
        }
        new Waiting("ours", ours, findings).check();
        new Waiting("theirs", theirs, findings).check();
        new JournalCheck("ours", ours, findings).check();
        new JournalCheck("theirs", theirs, findings).check();
        new Clocks("ours", ours, findings).check(outside.held());
        new Clocks("theirs", theirs, findings).check(outside.held());
        List<Harm> batch =
                outside.faults().subList(faultsBefore, outside.faults().size());
        asideAtOurs.check(batch, findings);
        asideAtTheirs.check(batch, findings);
        faultsBefore = outside.faults().size();
        receipts.check(ours, theirs, outside.keys(), findings);
        int verified = receipts.check(theirs, ours, outside.keys(), findings);
        int messages = there.messages() + back.messages();
        if (verified != messages) {
            findings.add(Kind.RECEIPT_WRONG, verified + " receipts of " + messages + " messages");
        }
        return new Result(messages, verified, withPersons, overtaken, findings);
    }

    public static void main(String[] words) throws IOException {
        Result result = new Checker(
                        Path.of(words[0]),
                        Path.of(words[1]),
                        Path.of(words[2]),
                        Rows.of(Path.of(words[3])),
                        Rows.of(Path.of(words[4])))
                .check();
        System.out.println("messages=" + result.messages() + " receipts=" + result.receipts() + " withPersons="
                + result.withPersons() + " overtaken=" + result.overtaken() + " " + result.findings());
        System.exit(result.findings().isEmpty() ? 0 : 1);
    }
}
