package org.comity.cli;

import java.io.PrintWriter;
import java.util.concurrent.Callable;
import org.comity.journal.JournalVerification;
import org.comity.journal.Verdict;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code verify}: recomputes the journal (UC-12). Exit code 0 if it is intact, 1 if not. */
@Command(
        name = "verify",
        description = "Recomputes the journal from its rows and compares it with every signed checkpoint.",
        mixinStandardHelpOptions = true)
public final class VerifyCommand implements Callable<Integer> {
    private final JournalVerification journal;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before call()
    private CommandSpec spec;

    public VerifyCommand(JournalVerification journal) {
        this.journal = journal;
    }

    @Override
    public Integer call() {
        Verdict verdict = journal.verify();
        PrintWriter out = spec.commandLine().getOut();
        out.println("journal " + verdict.sentence());
        out.flush();
        return verdict.isIntact() ? 0 : 1;
    }
}
