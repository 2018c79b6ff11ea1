package org.comity.desk.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.comity.casework.LoadedRelationships;
import org.comity.casework.LostWitness;
import org.comity.journal.JournalSettings;
import org.comity.journal.Sequencer;
import org.comity.people.Role;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** THREAT-116: what a restore left out is missed at the next start. */
class RestoreTest extends RunningGateway {
    private static final Path RELATIONSHIPS = data().resolve("relationships.yaml");
    private static final Path CHECKPOINT = data().resolve("journal/checkpoint");

    @Autowired
    private LoadedRelationships relationships;

    @Autowired
    private LostWitness witness;

    @Autowired
    private Sequencer sequencer;

    @Autowired
    private JournalSettings settings;

    @Test // UC-18/1b
    void aStartWithoutTheRelationshipsThatWereInForceIsRefused() throws Exception {
        OfficersClient administrator = person("operators", Role.ADMINISTRATOR);
        try {
            Files.writeString(RELATIONSHIPS, "relationships: {JP-US: {four-eyes: true}}");
            relationships.note(); // as a start does
            assertThat(relationships.objection(settings)).isEmpty();
            assertThat(relationships.otherwise())
                    .as("what is in force here is not what was loaded since, as if at another node")
                    .isPresent();
            Files.delete(RELATIONSHIPS);
            assertThat(relationships.objection(settings))
                    .hasValueSatisfying(why -> assertThat(why).contains("relationships.yaml", "from the backup"));
            Files.writeString(RELATIONSHIPS, "");
            assertThat(relationships.objection(settings))
                    .as("an empty file is a decision")
                    .isEmpty();
        } finally {
            Files.deleteIfExists(RELATIONSHIPS);
            administrator.call("POST", "/api/v1/relationships/reload").expect(200);
        }
        assertThat(relationships.otherwise()).isEmpty();
        assertThat(relationships.objection(settings))
                .as("nor is a reload without it forgotten")
                .isEmpty();
        int before = loaded();
        relationships.note();
        assertThat(loaded()).as("a start that finds what is known says nothing").isEqualTo(before);
    }

    @Test
    void aLostCheckpointCallsSomebodyOnceAndANewOneBegins() throws Exception {
        person("operators", Role.ADMINISTRATOR);
        relationships.note();
        sequencer.catchUp(); // the first leaves are signed at once
        Files.deleteIfExists(CHECKPOINT);
        witness.look(true);
        assertThat(CHECKPOINT).exists();
        witness.look(true);
        assertThat(rows().sql("select count(*) from alert where cause = 'checkpoint-missing' and acknowledged is null")
                        .query(Integer.class)
                        .single())
                .isEqualTo(1);
        rows().sql("update alert set acknowledged = now() where cause = 'checkpoint-missing'")
                .update();

        Files.delete(CHECKPOINT);
        witness.look(false); // another node of a shared database: nothing is wrong
        assertThat(CHECKPOINT).exists();
        assertThat(rows().sql("select count(*) from alert where cause = 'checkpoint-missing' and acknowledged is null")
                        .query(Integer.class)
                        .single())
                .isZero();
    }

    private static int loaded() {
        return rows().sql("select count(*) from journal_leaf where event = 'relationships.loaded'")
                .query(Integer.class)
                .single();
    }
}
