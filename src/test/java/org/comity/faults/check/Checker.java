package org.comity.faults.check;

import java.io.IOException;
import java.nio.file.Path;
import org.comity.faults.check.Findings.Kind;

/**
 * The independent checker. Both database servers run, and nothing is under way. As a program: {@code Checker TOLD AUTHORITY WORK OURS THEIRS}
 * prints the counts and what is wrong; the exit code is 1 if anything is.
 */
public final class Checker {
    private final Path told;
    private final Rows ours;
    private final Rows theirs;
    private final ReceiptCheck receipts;

    public Checker(Path told, Path authority, Path work, Rows ours, Rows theirs) throws IOException {
        this.told = told;
        this.ours = ours;
        this.theirs = theirs;
        this.receipts = new ReceiptCheck(work, authority);
    }

    /**
     * What there was to check, and what is wrong.
     *
     * @param withPersons messages that arrived and are set aside for a person
     * @param overtaken messages that a person set aside and put back later, behind others of their line
     */
    public record Result(int messages, int receipts, int withPersons, int overtaken, Findings findings) {}

    public Result check() throws IOException {
        Told outside = Told.read(told);
        Findings findings = new Findings();
        OneWay there = new OneWay(ours, theirs, findings);
        OneWay back = new OneWay(theirs, ours, findings);
        outside.submitted().stream()
                .filter(request -> !there.isSender(request))
                .forEach(request -> findings.add(Kind.LOST, request + " was submitted and is not there"));
        outside.approved().forEach(message -> (back.isSender(message) ? back : there).approved(message));
        outside.unfinished().forEach(one -> findings.add(Kind.STUCK, "case " + one + " did not end"));
        outside.files()
                .forEach(file -> (back.isSender(file.getFirst()) ? back : there).file(file.getFirst(), file.get(1)));
        int overtaken = 0;
        for (var line : outside.lines().values()) {
            overtaken += (back.isSender(line.getFirst()) ? back : there).order(line);
        }
        int withPersons = there.delivered() + back.delivered();
        there.once();
        back.once();
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
        int verified = receipts.check(ours, theirs, findings);
        int messages = ours.count("select count(*) from message") + theirs.count("select count(*) from message");
        verified = Math.max(verified, receipts.check(theirs, ours, findings));
        return new Result(messages / 2, verified, withPersons, overtaken, findings);
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
