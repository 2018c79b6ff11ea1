package org.comity.casework;

import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.comity.journal.JournalSettings;
import org.comity.journal.LastEvent;
import org.comity.journal.Outbox;
import org.comity.messages.Digest;
import org.comity.partners.AgencyId;
import org.comity.partners.OwnAgencies;
import org.comity.partners.Partner;
import org.comity.partners.Partners;
import org.comity.people.Actor;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Which relationships each start found, in the journal. A restore that forgot {@code relationships.yaml} would put the shipped law in force
 * without a word: four eyes, hold policies and confirmed holidays would be gone.
 */
@Service
public class LoadedRelationships {
    static final String LOADED = "relationships.loaded";
    static final String RELOADED = "relationships.reloaded";
    static final String OWN = "own";
    private static final String DIGEST = "digest";

    private final Clock clock;
    private final RelationshipFiles files;
    private final LastEvent last;
    private final OwnAgencies own;
    private final Partners partners;
    private final Outbox outbox;
    private final Tasks tasks;
    private final Announcements announcements;

    LoadedRelationships(
            Clock clock,
            RelationshipFiles files,
            LastEvent last,
            OwnAgencies own,
            Partners partners,
            Outbox outbox,
            Tasks tasks,
            Announcements announcements) {
        this.clock = clock;
        this.files = files;
        this.last = last;
        this.own = own;
        this.partners = partners;
        this.outbox = outbox;
        this.tasks = tasks;
        this.announcements = announcements;
    }

    /** Why the gateway should not start with what is there; empty if it may. Changes nothing. */
    public Optional<String> objection(JournalSettings settings) {
        boolean ownBefore = last.ofRelationships()
                .filter(detail -> "true".equals(detail.get(OWN)))
                .isPresent();
        return ownBefore && !files.readAtStart().own()
                ? Optional.of("relationships.yaml is not in " + settings.data().toAbsolutePath()
                        + ", and the last start had one: put it back from the backup; if the shipped law is meant, put an empty file"
                        + " of that name there")
                : Optional.empty();
    }

    /** What was loaded last, here or at another node of the same database, if that is not what is in force here. */
    public Optional<Digest> otherwise() {
        return last.ofRelationships()
                .map(detail -> detail.get(DIGEST))
                .map(Digest::new)
                .filter(digest -> !digest.equals(files.digest()));
    }

    /** Writes down what this start found, if it is not what is written down already; then every clock is counted again. */
    @Transactional
    public void note() {
        RelationshipFiles.Found found = files.readAtStart();
        Map<String, String> now = Map.of(DIGEST, found.digest().hex(), OWN, String.valueOf(found.own()));
        boolean known = last.ofRelationships()
                .filter(detail ->
                        now.entrySet().stream().allMatch(one -> one.getValue().equals(detail.get(one.getKey()))))
                .isPresent();
        if (!known) {
            announcements.say(Happening.of(own.first().id(), LOADED, Actor.GATEWAY), now, clock.instant());
            List<AgencyId> all = partners.all().stream().map(Partner::id).toList();
            outbox.hurryDeadlines(all, Priorities.DEADLINE, clock.instant());
            tasks.undated(all).forEach(task -> tasks.date(task, clock.instant()));
        }
    }
}
