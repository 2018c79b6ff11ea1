package org.comity.desk.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.awaitility.Awaitility;
import org.comity.people.Role;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** UC-18: what binds two States changes while the gateway runs, whole or not at all. */
class ReloadOverHttpTest extends RunningGateway {
    private static final String RELOAD = "/api/v1/relationships/reload";
    private static final Path FILE = data().resolve("relationships.yaml");

    @Autowired
    private PlatformTransactionManager transactions;

    @Autowired
    private JdbcClient jdbc;

    private OfficersClient administrator;
    private OfficersClient officer;

    @BeforeEach
    void twoPeople() {
        them().accepts();
        administrator = person("operators", Role.ADMINISTRATOR);
        officer = person("intake", Role.OFFICER);
    }

    @AfterEach
    void asShipped() throws Exception {
        Files.deleteIfExists(FILE);
        administrator.call("POST", RELOAD).expect(200);
        awaitNothingDue();
    }

    @Test
    void aReloadIsInForceForTheNextRequest() throws IOException { // UC-18/3
        assertThat(delivery(officer.submitted())).isEqualTo("AWAITING_APPROVAL");
        Files.writeString(FILE, "relationships: {JP-US: {four-eyes: false}}");
        assertThat(delivery(officer.submitted())).isEqualTo("AWAITING_APPROVAL");

        JsonNode reloaded = administrator.call("POST", RELOAD).expect(200).json();
        assertThat(delivery(officer.submitted())).isNotEqualTo("AWAITING_APPROVAL");
        assertThat(lines("relationships.reloaded"))
                .last()
                .asString()
                .contains(reloaded.path("digest").asText())
                .contains(administrator.name);
    }

    @Test
    void mistakesAreToldWithTheirLinesAndChangeNothing() throws IOException { // UC-18/3a
        Files.writeString(FILE, """
                relationships:
                  JP-US:
                    four-eyes: false
                    not-after-hours: 0
                  JP-ZZ: {}
                """);
        OfficersClient.Answer answer = administrator.call("POST", RELOAD).expect(422);
        assertThat(answer.codes()).containsExactly("E-DSK-22", "E-DSK-22");
        assertThat(answer.text())
                .contains("relationships.yaml:4: relationships.JP-US.not-after-hours", "1 to 8784")
                .contains("relationships.yaml:5: relationships.JP-ZZ", "ZZ is not among the states");
        assertThat(delivery(officer.submitted())).isEqualTo("AWAITING_APPROVAL");
        assertThat(lines("relationships.not-reloaded")).last().asString().contains("\"mistakes\": \"2\"");
    }

    @Test // UC-18/4: what changes is counted again from the same event, and what it was before is kept
    void aReloadCountsAgainWhatRunsBetweenTheTwoStates() throws Exception {
        Dialogue we = new Dialogue(this);
        String request = we.sent(Dialogue.example("preservation-request.xml"));
        String before = end(request);
        Files.writeString(
                FILE,
                "states: {US: {hold: {days: 100, source: test}}}\nrelationships: {JP-US: {warn-days-ahead: [20]}}");
        administrator.call("POST", RELOAD).expect(200);
        we.officer.await(request, file -> !end(request).equals(before));
        assertThat(Duration.between(Instant.parse(before), Instant.parse(end(request))))
                .isEqualTo(Duration.ofDays(10));
        assertThat(rows().sql("select state from deadline where request = ? and rule = 'DR-01' order by computed")
                        .param(request)
                        .query(String.class)
                        .list())
                .containsExactly("SUPERSEDED", "ARMED");
        assertThat(Instant.parse(we.officer.file(request).at("/hold/ends").asText()))
                .isEqualTo(Instant.parse(end(request)));
    }

    @Test // UC-18/4: a mistake in a file would be for ever
    void aCorrectionEndsNoHoldAtOnce() throws Exception {
        Dialogue we = new Dialogue(this);
        String request = we.sent(Dialogue.example("preservation-request.xml"));
        String before = end(request);
        rows().sql(
                        "update deadline set inputs = jsonb_set(inputs, '{assumed}', to_jsonb(to_char(now() - interval '80 days', 'YYYY-MM-DD\"T\"HH24:MI:SS\"Z\"')))"
                                + " where request = ? and rule = 'DR-01'")
                .param(request)
                .update();
        Files.writeString(FILE, "states: {US: {hold: {days: 60, source: test}}}");
        administrator.call("POST", RELOAD).expect(200);
        awaitNothingDue();
        assertThat(end(request)).isEqualTo(before);
        assertThat(we.officer.file(request).at("/hold/state").asText()).isEqualTo("REQUESTED");
    }

    @Test // UC-18/4, DR-11: a task's day is of the relationship as well, also one that had none
    void aReloadCountsAgainWhatATaskRunsTo() throws Exception {
        load("relationships: {JP-US: {confirmation: {US: {required: true}}}}");
        String request = new Dialogue(this).sent(Dialogue.example("preservation-request.xml"));
        assertThat(due(request)).as("nobody has recorded a time").isEmpty();
        load("relationships: {JP-US: {confirmation: {US: {required: true, days: 14}}}}");
        Instant first = due(request).orElseThrow();
        load("relationships: {JP-US: {confirmation: {US: {required: true, days: 20}}}}");
        assertThat(Duration.between(first, due(request).orElseThrow())).isEqualTo(Duration.ofDays(6));
        assertThat(states(request, "DR-11")).as("the old one is kept").containsExactly("SUPERSEDED", "ARMED");
    }

    @Test // UC-18/4, UC-22/2: nobody is called about what is done
    void aReloadGivesNoDayToATaskThatIsJustTickedOff() throws Exception {
        load("relationships: {JP-US: {confirmation: {US: {required: true}}}}");
        String request = new Dialogue(this).sent(Dialogue.example("preservation-request.xml"));
        Files.writeString(FILE, "relationships: {JP-US: {confirmation: {US: {required: true, days: 14}}}}");
        try (ExecutorService threads = Executors.newSingleThreadExecutor()) {
            Future<OfficersClient.Answer> reload = new TransactionTemplate(transactions).execute(held -> {
                jdbc.sql(
                                "update task set done = now(), done_by = 'a colleague', needed = true where request = ? and kind = 'CONFIRMATION'")
                        .param(request)
                        .update();
                Future<OfficersClient.Answer> waits = threads.submit(() -> administrator.call("POST", RELOAD));
                Awaitility.await()
                        .atMost(Duration.ofSeconds(60))
                        .until(() -> rows().sql("""
                                        select exists (select from pg_stat_activity
                                            where wait_event_type = 'Lock' and query like 'update task set due%')""").query(Boolean.class).single());
                return waits;
            });
            Objects.requireNonNull(reload).get().expect(200);
        }
        awaitNothingDue();
        assertThat(due(request)).isEmpty();
        assertThat(states(request, "DR-11")).doesNotContain("ARMED");
    }

    @Test // UC-18/4, DR-06: what rested for want of a figure runs
    void aReloadCountsAgainWhatRests() throws Exception {
        String request = new Dialogue(this).sent(Dialogue.example("kinds/mla-31.xml"));
        assertThat(states(request, "DR-06")).containsExactly("RESTING");
        load("relationships: {JP-US: {target-hours: {DR-06: 48}}}");
        assertThat(states(request, "DR-06")).containsExactly("SUPERSEDED", "ARMED");
    }

    @Test // UC-18/4, UC-18/3c: what has fallen due runs again where it now ends later, and is not told anew where it
    // does not
    void aReloadCountsAgainWhatIsOverdue() throws Exception {
        String request = new Dialogue(this).sent(Dialogue.example("kinds/mla-31.xml"));
        String rule = rows().sql(
                        "select rule from deadline where request = ? and rule in ('DR-90', 'DR-92') and state = 'ARMED'")
                .param(request)
                .query(String.class)
                .single();
        rows().sql("""
                        update deadline set state = 'OVERDUE', fired = 1, inputs = jsonb_set(inputs, '{event}',
                            to_jsonb(to_char(now() - interval '50 days', 'YYYY-MM-DD"T"HH24:MI:SS"Z"')))
                        where request = ? and rule = ? and state = 'ARMED'""").params(request, rule).update();
        load("relationships: {JP-US: {target-hours: {" + rule + ": 960}}}"); // forty days
        assertThat(states(request, rule)).endsWith("OVERDUE");
        load("relationships: {JP-US: {target-hours: {" + rule + ": 1440}}}"); // sixty
        assertThat(states(request, rule)).endsWith("SUPERSEDED", "ARMED");
    }

    private void load(String relationships) throws Exception {
        Files.writeString(FILE, relationships);
        administrator.call("POST", RELOAD).expect(200);
        awaitNothingDue();
    }

    private static Optional<Instant> due(String request) {
        return rows().sql(
                        "select to_char(due at time zone 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS\"Z\"') as due from task where request = ? and kind = 'CONFIRMATION'")
                .param(request)
                .query((row, number) ->
                        Optional.ofNullable(row.getString("due")).map(Instant::parse))
                .single();
    }

    private static List<String> states(String request, String rule) {
        return rows().sql("select state from deadline where request = ? and rule = ? order by computed, state desc")
                .params(request, rule)
                .query(String.class)
                .list();
    }

    /** A reload looks at every deadline between the two States, also those of other classes; one that fires at that moment is put off by a minute. */
    private static void awaitNothingDue() throws InterruptedException {
        long giveUp = System.nanoTime() + Duration.ofMinutes(5).toNanos();
        while (rows().sql(
                                "select count(*) from outbox where address = 'comity.deadlines' and (since is not null or due <= now() + interval '2 minutes')")
                        .query(Integer.class)
                        .single()
                > 0) {
            assertThat(System.nanoTime()).as("the deadlines are looked at").isLessThan(giveUp);
            Thread.sleep(100);
        }
    }

    private static String end(String request) {
        return rows().sql(
                        "select to_char(ends at time zone 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS\"Z\"') from hold where request = ?")
                .param(request)
                .query(String.class)
                .single();
    }

    @Test
    void onlyAnAdministratorReloads() { // UC-18/3b
        assertThat(officer.call("POST", RELOAD).expect(403).codes()).containsExactly("E-DSK-03");
    }

    private String delivery(String request) {
        return rows().sql("select state from message where id = ?")
                .param(request)
                .query(String.class)
                .single();
    }

    private static List<String> lines(String event) {
        return rows().sql("select actor || ' ' || detail::text from journal_leaf where event = ? order by id")
                .param(event)
                .query(String.class)
                .list();
    }
}
