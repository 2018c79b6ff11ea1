package org.comity.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.comity.journal.TestDatabase;
import org.comity.people.Actor;
import org.comity.people.Role;
import org.comity.people.UnitId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** What an officer and a supervisor look at all day reads what it shows, however many requests are pending. */
class PendingListTest {
    private static final Instant NOW = Instant.parse("2026-11-27T12:00:00Z");
    private static final int UNITS = 10;
    private static final int SIZE = 50;

    /** More than make the driver prepare a statement and the server plan it for whatever it is asked. */
    private static final int TIMES = 12;

    /** Of the request, its matter, hold, messages, alerts, tasks and questions. */
    private static final int ROWS_OF_A_REQUEST = 12;

    private final TestDatabase database = TestDatabase.fresh();
    private final RequestList list = new RequestList(database.jdbc());
    private final Actor officer = new Actor("sato", "jp-npa", new UnitId("unit-1"), Set.of(Role.OFFICER));
    private final Actor supervisor = new Actor("kato", "jp-npa", new UnitId("unit-1"), Set.of(Role.SUPERVISOR));

    @Test
    void aPageAndTheCountsAboveItReadWhatTheyShow() {
        store(0, 20_000);
        for (Actor actor : List.of(officer, supervisor)) {
            RequestList.Page first = list.page(actor, RequestFilter.PENDING, Optional.empty(), SIZE);
            assertThat(first.requests()).hasSize(SIZE);
            assertThat(read(() -> list.page(actor, RequestFilter.PENDING, Optional.empty(), SIZE)))
                    .as("first page of " + actor.roles())
                    .isLessThan(TIMES * ROWS_OF_A_REQUEST * SIZE);
            assertThat(read(() -> list.page(actor, RequestFilter.PENDING, first.next(), SIZE)))
                    .as("second page of " + actor.roles())
                    .isLessThan(TIMES * ROWS_OF_A_REQUEST * SIZE);
            assertThat(read(() -> list.counts(actor, NOW, NOW.plus(Duration.ofDays(3)))))
                    .as("counts of " + actor.roles())
                    .isLessThan(TIMES * 3 * 2 * RequestList.MOST_COUNTED);
        }
    }

    @Test
    @EnabledIfSystemProperty(
            named = "comity.list",
            matches = "[0-9,]+",
            disabledReason = "a measurement: -Dcomity.list=1000,1000000, requests that are pending")
    void saysHowLongTheListsTakeWithSoManyPending() {
        int stored = 0;
        List<Integer> pending = Stream.of(System.getProperty("comity.list", "").split(","))
                .map(Integer::valueOf)
                .toList();
        for (int wanted : pending) {
            store(stored, wanted);
            stored = wanted;
            System.out.println("== " + stored + " requests are pending; medians of 50");
            for (Actor actor : List.of(officer, supervisor)) {
                lists(actor)
                        .forEach((name, look) -> System.out.println("   " + actor.roles() + ", " + name + ": "
                                + median(look).toNanos() / 1000 + " us"));
            }
        }
    }

    private Map<String, Runnable> lists(Actor actor) {
        Map<String, Runnable> lists = new LinkedHashMap<>();
        lists.put("first page", () -> list.page(actor, RequestFilter.PENDING, Optional.empty(), SIZE));
        lists.put("counts", () -> list.counts(actor, NOW, NOW.plus(Duration.ofDays(3))));
        lists.put("ours", () -> list.ours(actor, NOW));
        return lists;
    }

    private static Duration median(Runnable look) {
        List<Long> took = new ArrayList<>();
        for (int time = 0; time < 50 + TIMES; time++) {
            long begun = System.nanoTime();
            look.run();
            took.add(System.nanoTime() - begun);
        }
        return Duration.of(took.stream().skip(TIMES).sorted().toList().get(25), TimeUnit.NANOSECONDS.toChronoUnit());
    }

    /** Requests of ten units, of which every third is ours to move; each with a matter, a hold and a message that arrived. */
    private void store(int from, int to) {
        Stream.of("""
                        insert into matter (id, agency, unit, reference, title, opened)
                        select ('00000000-0000-0000-0000-' || lpad(to_hex(n), 12, '0'))::uuid, 'jp-npa', 'unit-' || n % ?, 'M-' || n, 'A matter', now()
                        from generate_series(?, ?) n""", """
                        insert into request (id, agency, matter, unit, direction, partner, kind, urgency, state, next_move, reference, due, opened, changed)
                        select '00000000-0000-0000-0000-' || lpad(to_hex(n), 12, '0') || '@jp-npa', 'jp-npa',
                            ('00000000-0000-0000-0000-' || lpad(to_hex(n), 12, '0'))::uuid, 'unit-' || n % ?, 'OUT', 'us-poc', 'PRES-29', n % 3, 'PRESERVED',
                            case when n % 3 = 0 then 'US' else 'PARTNER' end, 'R-' || n, now() + n % 900 * interval '1 hour', now(), now()
                        from generate_series(?, ?) n""")
                .forEach(sql ->
                        database.jdbc().sql(sql).params(UNITS, from + 1, to).update());
        database.jdbc().sql("""
                        insert into hold (request, agency, matter, unit, state, starts, ends, estimated, unexplained, changed)
                        select id, agency, matter, unit, 'PRESERVED', now(), due, false, false, now() from request
                        on conflict do nothing""").update();
        database.jdbc().sql("""
                        insert into message (id, agency, matter, unit, request, direction, partner, kind, urgency, created, not_after, exercise, state)
                        select id, agency, matter, unit, id, 'OUT', partner, 'preservationRequest', urgency, now(), now(), false, 'DELIVERED' from request
                        on conflict do nothing""").update();
        database.asOwner("vacuum analyze");
    }

    private long read(Runnable look) {
        return database.rowsRead(TIMES, look);
    }
}
