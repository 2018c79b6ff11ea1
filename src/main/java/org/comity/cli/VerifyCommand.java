package org.comity.cli;

import java.util.concurrent.Callable;
import org.comity.journal.JournalVerification;
import org.comity.journal.Verdict;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParentCommand;

/** {@code verify}: recomputes the journal (UC-12). Exit code 0 if it is intact, 1 if not. */
@Command(
        name = "verify",
        description = "Recomputes the journal from its rows and compares it with every signed checkpoint.",
        mixinStandardHelpOptions = true)
final class VerifyCommand implements Callable<Integer> {

    @ParentCommand
    private Commands root = new Commands();

    @Override
    public Integer call() {
        try (Parts parts = root.open()) {
            Verdict verdict = parts.get(JournalVerification.class).verify();
            root.out().println("journal " + verdict.sentence());
            return verdict.isIntact() ? 0 : 1;
        }
    }
}
