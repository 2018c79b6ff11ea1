package org.comity.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.comity.journal.ByHandRows;
import org.comity.journal.FindingRows;
import org.comity.journal.TaskRows;
import org.comity.journal.TestDatabase;
import org.comity.messages.MessageId;
import org.comity.people.Actor;
import org.comity.people.NeedToKnow;
import org.comity.people.Role;
import org.comity.people.UnitId;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class RequestListTest {
    private static final TestDatabase DATABASE = TestDatabase.fresh();
    private static final List<Case> CASES = new ArrayList<>();

    private final RequestList list = new RequestList(DATABASE.jdbc());
    private final RequestFiles files = new RequestFiles(
            DATABASE.jdbc(),
            new ObjectMapper(),
            new TaskRows(DATABASE.jdbc()),
            new ByHandRows(DATABASE.jdbc()),
            new FindingRows(DATABASE.jdbc()));

    private record Case(MessageId id, NeedToKnow rule) {}

    @BeforeAll
    static void oneRequestInEachUnitOfEachAgency() {
        for (String agency : List.of("jp-npa", "jp-moj")) {
            for (String unit : List.of("cyber-1", "cyber-2")) {
                for (Set<String> readers : List.of(Set.<String>of(), Set.of("kato"))) {
                    CASES.add(insert(agency, unit, readers, Optional.empty(), CASES.size() % 3));
                    CASES.add(insert(agency, unit, readers, Optional.of(new UnitId("other")), CASES.size() % 3));
                }
            }
        }
    }

    /** THREAT-91, THREAT-92: every role from every unit of every agency, against every request, by every way of reading. */
    @ParameterizedTest
    @EnumSource(Role.class)
    void showsExactlyWhatNeedToKnowAllows(Role role) {
        for (String agency : List.of("jp-npa", "jp-moj")) {
            for (String unit : List.of("cyber-1", "cyber-2", "other")) {
                for (String name : List.of("sato", "kato")) {
                    Actor actor = new Actor(name, agency, new UnitId(unit), Set.of(role));
                    List<MessageId> allowed = CASES.stream()
                            .filter(known -> known.rule.allows(actor))
                            .map(Case::id)
                            .toList();
                    assertThat(listed(actor, 50))
                            .as("list for %s %s %s %s", role, agency, unit, name)
                            .containsExactlyInAnyOrderElementsOf(allowed);
                    for (Case known : CASES) {
                        assertThat(files.open(actor, known.id).isPresent())
                                .as("file of %s for %s %s %s %s", known.rule, role, agency, unit, name)
                                .isEqualTo(known.rule.allows(actor));
                    }
                }
            }
        }
    }

    @Test
    void pagesHoldEveryRequestOnceInTheOrderOfTheWholeList() {
        Actor supervisor = new Actor("mori", "jp-npa", new UnitId("other"), Set.of(Role.SUPERVISOR));

        List<MessageId> byOnes = listed(supervisor, 1);

        assertThat(byOnes)
                .doesNotHaveDuplicates()
                .isEqualTo(listed(supervisor, 50))
                .hasSize(8);
    }

    @Test
    void whatIsToBeActedOnFirstComesFirstAndOfTheSameInstantTheMostUrgent() {
        Actor supervisor = new Actor("mori", "jp-npa", new UnitId("other"), Set.of(Role.SUPERVISOR));

        List<ListedRequest> listed = list.page(supervisor, RequestFilter.PENDING, Optional.empty(), 50)
                .requests();

        assertThat(listed)
                .isSortedAccordingTo(Comparator.comparing(
                                (ListedRequest request) -> request.due().orElse(Instant.MAX))
                        .thenComparingInt(request -> -request.urgency().level()));
        assertThat(listed)
                .extracting(ListedRequest::due)
                .contains(Optional.empty())
                .hasSizeGreaterThan(3);
    }

    @ParameterizedTest // UC-16/3: an extension is not what the hold waits for, even if it is due earlier
    @CsvSource({"PRES-29, PRES-29X, MLA-31", "UN-42, UN-42X, UN-44"})
    void whatIsWaitedForIsTheRequestThatFollowsAndNotAnExtension(String held, String extension, String following) {
        String agency = "jp-" + UUID.randomUUID();
        UUID matter = UUID.randomUUID();
        DATABASE.jdbc()
                .sql("insert into matter values (?, ?, 'cyber-1', ?, 'a matter', now())")
                .params(matter, agency, "M-" + matter)
                .update();
        MessageId preservation = asked(agency, matter, held, "FOLLOWED_UP", 30);
        MessageId longer = asked(agency, matter, extension, "SENT", 1);
        MessageId evidence = asked(agency, matter, following, "SENT", 10);
        for (MessageId later : List.of(longer, evidence)) {
            DATABASE.jdbc()
                    .sql("""
                            insert into request_link (request, relation, earlier, agency, matter, unit, arrived)
                            values (?, 'PRESERVATION', ?, ?, ?, 'cyber-1', now())""")
                    .params(later.toString(), preservation.toString(), agency, matter)
                    .update();
        }
        Actor supervisor = new Actor("mori", agency, new UnitId("other"), Set.of(Role.SUPERVISOR));
        assertThat(files.open(supervisor, preservation)
                        .orElseThrow()
                        .request()
                        .followedBy()
                        .map(ListedRequest.FollowedBy::request))
                .contains(evidence);
    }

    @Test // UC-08: a call every five minutes until somebody acknowledges
    void ofCallsInARowTheFileShowsTheFirstAndTheLast() {
        MessageId request = alone();
        told(request, "alert.raised", "deadline-due", 1);
        told(request, "alert.called", "deadline-due", 50);
        told(request, "alert.called", "message-parked", 1);
        told(request, "alert.called", "deadline-due", 50);
        told(request, "alert.acknowledged", "deadline-due", 1);
        told(request, "alert.raised", "deadline-due", 1);
        told(request, "alert.called", "deadline-due", 2);
        List<RequestFile.Moment> acts = open(request).acts();
        assertThat(acts)
                .extracting(moment -> moment.event() + " " + moment.detail().get("n"))
                .containsExactly(
                        "alert.raised 1",
                        "alert.called 1",
                        "alert.called 1",
                        "alert.called 50",
                        "alert.acknowledged 1",
                        "alert.raised 1",
                        "alert.called 1",
                        "alert.called 2");
        assertThat(open(request).shortened(acts)).isFalse();
    }

    @Test
    void aFileShowsTheNewestActsHoweverOftenItWasRead() {
        MessageId request = alone();
        told(request, "request.moved", "", RequestFile.MOST_MOMENTS + 5);
        told(request, "message.read", "", RequestFile.MOST_MOMENTS + 5);
        RequestFile file = open(request);
        assertThat(file.acts()).hasSize(RequestFile.MOST_MOMENTS);
        assertThat(file.acts().getFirst().detail()).containsEntry("n", "6");
        assertThat(file.readings()).hasSize(RequestFile.MOST_MOMENTS);
        assertThat(file.shortened(file.acts())).isTrue();
    }

    private static MessageId alone() {
        UUID matter = UUID.randomUUID();
        DATABASE.jdbc()
                .sql("insert into matter values (?, 'jp-alone', 'cyber-1', ?, 'a matter', now())")
                .params(matter, "M-" + matter)
                .update();
        return asked("jp-alone", matter, "PRES-29", "SENT", 1);
    }

    private static void told(MessageId request, String event, String cause, int times) {
        DATABASE.jdbc().sql("""
                        insert into journal_leaf (at, event, actor, agency, request, detail)
                        select now(), ?, 'gateway', 'jp-alone', ?, jsonb_build_object('cause', ?::text, 'n', n::text) from generate_series(1, ?) n order by n""").params(event, request.toString(), cause, times).update();
    }

    private RequestFile open(MessageId request) {
        Actor supervisor = new Actor("mori", "jp-alone", new UnitId("other"), Set.of(Role.SUPERVISOR));
        return files.open(supervisor, request).orElseThrow();
    }

    private static MessageId asked(String agency, UUID matter, String kind, String state, int days) {
        MessageId id = MessageId.parse(UUID.randomUUID() + "@" + agency).orElseThrow();
        DATABASE.jdbc()
                .sql("""
                        insert into request (id, agency, matter, unit, direction, partner, kind, urgency, state, next_move,
                            reference, due, opened, changed)
                        values (?, ?, ?, 'cyber-1', 'OUT', 'fr-ocsct', ?, 0, ?, 'PARTNER', 'R-1',
                            now() + ? * interval '1 day', now(), now())""")
                .params(id.toString(), agency, matter, kind, state, days)
                .update();
        return id;
    }

    private List<MessageId> listed(Actor actor, int size) {
        List<MessageId> all = new ArrayList<>();
        Optional<Place> after = Optional.empty();
        do {
            RequestList.Page page = list.page(actor, RequestFilter.PENDING, after, size);
            page.requests().forEach(request -> all.add(request.id()));
            after = page.next().map(Place::cursor).flatMap(Place::parse);
        } while (after.isPresent());
        return all;
    }

    private static Case insert(String agency, String unit, Set<String> readers, Optional<UnitId> offered, int urgency) {
        UUID matter = UUID.randomUUID();
        MessageId id = MessageId.parse(UUID.randomUUID() + "@" + agency).orElseThrow();
        DATABASE.jdbc()
                .sql("insert into matter values (?, ?, ?, ?, 'a matter', now())")
                .params(matter, agency, unit, "M-" + matter)
                .update();
        DATABASE.jdbc()
                .sql("""
                        insert into request (id, agency, matter, unit, direction, partner, kind, urgency, state, next_move,
                            reference, due, opened, changed)
                        values (?, ?, ?, ?, 'OUT', 'fr-ocsct', 'PRES-29', ?, 'SENT', 'PARTNER', 'R-1',
                            timestamptz '2026-11-26 12:00Z' + nullif(?, 3) * interval '1 day', now(), now())""")
                .params(id.toString(), agency, matter, unit, urgency, CASES.size() % 4)
                .update();
        readers.forEach(reader -> DATABASE.jdbc()
                .sql("insert into matter_reader values (?, ?, 'mori', now())")
                .params(matter, reader)
                .update());
        offered.ifPresent(to -> DATABASE.jdbc()
                .sql("insert into hand_over values (gen_random_uuid(), ?, ?, ?, ?, ?, 'why', now(), 'mori')")
                .params(matter, id.toString(), agency, unit, to.value())
                .update());
        return new Case(id, new NeedToKnow(agency, new UnitId(unit), readers, offered));
    }
}
