package org.comity.casework;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.comity.journal.Outbox;
import org.comity.law.RecordedRelationships;
import org.comity.law.file.Mistake;
import org.comity.law.file.Reading;
import org.comity.matters.Task;
import org.comity.messages.Digest;
import org.comity.partners.AgencyId;
import org.comity.partners.OwnAgencies;
import org.comity.partners.Partner;
import org.comity.partners.Partners;
import org.comity.people.Actor;
import org.comity.people.Role;
import org.comity.problems.Checked;
import org.comity.problems.DeskProblem;
import org.springframework.stereotype.Service;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** UC-18: an administrator has the relationship files read again, without a restart. Mistakes change nothing and are told with their lines. */
@Service
public class Reloading {
    private final Clock clock;
    private final RelationshipFiles files;
    private final OwnAgencies own;
    private final Partners partners;
    private final Outbox outbox;
    private final Tasks tasks;
    private final Announcements announcements;
    private final TransactionTemplate transactions;

    Reloading(
            Clock clock,
            RelationshipFiles files,
            OwnAgencies own,
            Partners partners,
            Outbox outbox,
            Tasks tasks,
            Announcements announcements,
            PlatformTransactionManager transactions) {
        this.clock = clock;
        this.files = files;
        this.own = own;
        this.partners = partners;
        this.outbox = outbox;
        this.tasks = tasks;
        this.announcements = announcements;
        this.transactions = new TransactionTemplate(transactions);
    }

    /**
     * @param pairs how many relationships there are now
     * @param digest of the files, as the journal has it
     */
    public record Reloaded(int pairs, Digest digest) {}

    /** In force on this node once the journal has it; another node is asked for itself. */
    public Checked<Reloaded> reload(Actor actor) {
        if (!actor.is(Role.ADMINISTRATOR)) {
            return Checked.failed(DeskProblem.ROLE_NEEDED.problem());
        }
        RelationshipFiles.Found found = files.read();
        return switch (found.reading()) {
            case Reading.Mistaken(List<Mistake> mistakes) -> {
                note(actor, "relationships.not-reloaded", found, "mistakes", mistakes.size());
                yield Checked.failed(mistakes.stream()
                        .map(one -> DeskProblem.RELATIONSHIPS_MISTAKEN.at(one.place(), one.rule()))
                        .toList());
            }
            case Reading.Read(RecordedRelationships relationships) -> {
                int pairs = relationships.pairs().size();
                List<AgencyId> touched = touched(relationships, found.digest());
                note(actor, LoadedRelationships.RELOADED, found, "pairs", pairs);
                files.replace(relationships, found.digest());
                // after it, so that none is counted by the old files; what a crash leaves out here is counted when it
                // is next looked at, or by the next reload
                Instant now = clock.instant();
                transactions.executeWithoutResult(status -> outbox.hurryDeadlines(touched, Priorities.DEADLINE, now));
                for (Task undated : tasks.undated(touched)) {
                    transactions.executeWithoutResult(status -> tasks.date(undated, now));
                }
                yield Checked.passed(new Reloaded(pairs, found.digest()));
            }
        };
    }

    /** Partners with whom something is recorded otherwise now; with the same files once more all: a reload that broke off is brought to its end. */
    private List<AgencyId> touched(RecordedRelationships fresh, Digest digest) {
        boolean again = digest.equals(files.digest());
        return partners.all().stream()
                .filter(partner -> again
                        || own.agencies().stream()
                                .anyMatch(agency -> files.isOtherwise(fresh, agency.country(), partner.country())))
                .map(Partner::id)
                .toList();
    }

    private void note(Actor actor, String event, RelationshipFiles.Found found, String what, int count) {
        Happening happening = Happening.of(new AgencyId(actor.agency()), event, actor.name());
        transactions.executeWithoutResult(status -> announcements.say(
                happening,
                Map.of(
                        "digest",
                        found.digest().hex(),
                        LoadedRelationships.OWN,
                        String.valueOf(found.own()),
                        what,
                        String.valueOf(count)),
                clock.instant()));
    }
}
