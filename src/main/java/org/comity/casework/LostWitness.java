package org.comity.casework;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.comity.journal.JournalVerification;
import org.comity.partners.OwnAgencies;
import org.comity.people.Actor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** THREAT-116: without the checkpoint beside the database nobody can tell whether it was put back. Somebody is called, once. */
@Service
public class LostWitness {
    private static final Logger LOG = LoggerFactory.getLogger(LostWitness.class);
    private static final String CAUSE = "checkpoint-missing";

    /** Between two checkpoints of a node at work lies a minute. */
    private static final Duration OF_ANOTHER = Duration.ofMinutes(5);

    private final Clock clock;
    private final JournalVerification journal;
    private final OwnAgencies own;
    private final Alerting alerting;
    private final Announcements announcements;
    private final TransactionTemplate inTransaction;

    LostWitness(
            Clock clock,
            JournalVerification journal,
            OwnAgencies own,
            Alerting alerting,
            Announcements announcements,
            PlatformTransactionManager transactions) {
        this.clock = clock;
        this.journal = journal;
        this.own = own;
        this.alerting = alerting;
        this.announcements = announcements;
        this.inTransaction = new TransactionTemplate(transactions);
    }

    /**
     * Calls somebody if the witness is gone, and begins a new one.
     *
     * @param ofItsOwn the database is this gateway's alone; another node of a shared one begins without a witness, and is known by what the
     *     others have signed just now
     */
    public void look(boolean ofItsOwn) {
        if (journal.isUnwitnessed()) {
            inTransaction.executeWithoutResult(transaction -> say(ofItsOwn));
            journal.witnessAnew(); // not before the commit: nobody would hear of it any more
        }
    }

    private void say(boolean ofItsOwn) {
        Instant now = clock.instant();
        if (ofItsOwn
                || journal.signedLast().filter(now.minus(OF_ANOTHER)::isBefore).isEmpty()) {
            LOG.error(
                    "the checkpoint beside the database is gone (data/journal/checkpoint): nothing shows whether the database is the"
                            + " newest. If it was restored, put the file back from the same backup and see \"Backup and restore\"; if only the file"
                            + " was lost, acknowledge the alert, as for a new node beside others that rest. A new one begins with the last checkpoint of the database");
            own.agencies().forEach(agency -> {
                alerting.raise(agency.id(), CAUSE, "checkpoint", Optional.empty(), now);
                announcements.say(Happening.of(agency.id(), "journal.unwitnessed", Actor.GATEWAY), Map.of(), now);
            });
        }
    }
}
