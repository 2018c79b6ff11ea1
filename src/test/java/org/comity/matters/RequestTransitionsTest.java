package org.comity.matters;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.comity.law.RequestKind;
import org.junit.jupiter.api.Test;

class RequestTransitionsTest {
    private static final Path PRINTED = Path.of("docs", "states.md");

    @Test
    void everyStateButAFinalOneHasAnExit() {
        for (RequestState state : RequestState.values()) {
            List<RequestEvent> exits = RequestTransitions.possible(state);
            if (state.isFinal()) {
                // the supplier may ask long afterwards what use was made (ETS185/28/4), and send anew what did not come
                // whole (UC-14/5d); an answer may have crossed (UC-17/2b)
                assertThat(exits)
                        .as(state.name())
                        .isSubsetOf(RequestEvent.USE_ASKED, RequestEvent.FULFILLED, RequestEvent.NOT_REPLACED);
            } else {
                assertThat(exits).as(state.name()).isNotEmpty();
            }
        }
    }

    @Test
    void everyStateCanBeReached() {
        Set<RequestState> reached = EnumSet.of(RequestState.AWAITING_APPROVAL, RequestState.SENT);
        boolean grew = true;
        while (grew) {
            grew = reached.addAll(RequestTransitions.TABLE.stream()
                    .filter(row -> reached.contains(row.from()))
                    .map(RequestTransitions.Transition::to)
                    .toList());
        }
        assertThat(reached).containsExactlyInAnyOrder(RequestState.values());
    }

    @Test
    void anEventLeadsToOneStateOnly() {
        long pairs = RequestTransitions.TABLE.stream()
                .map(row -> row.from() + " " + row.event())
                .distinct()
                .count();
        assertThat(pairs).isEqualTo(RequestTransitions.TABLE.size());
    }

    @Test // UC-14/2e: what is accepted, or done in part, can be refused after all; what is held cannot
    void whatWasGrantedCanBeRefusedAfterAll() {
        for (RequestState granted : List.of(RequestState.ACCEPTED, RequestState.PARTLY_FULFILLED)) {
            assertThat(RequestTransitions.find(granted, RequestEvent.REFUSED).map(RequestTransitions.Transition::to))
                    .as(granted.name())
                    .contains(RequestState.REFUSED);
        }
        assertThat(RequestTransitions.find(RequestState.USE_OF_PART_ASKED, RequestEvent.REFUSED)
                        .map(RequestTransitions.Transition::to))
                .as("its use is still to be explained")
                .contains(RequestState.USE_ASKED);
        for (RequestState held : List.of(RequestState.PRESERVED, RequestState.FOLLOWED_UP)) {
            assertThat(RequestTransitions.find(held, RequestEvent.REFUSED))
                    .as(held.name())
                    .isEmpty();
        }
    }

    @Test
    void aHoldIsNeverLeftWithoutSomebodyWhoseMoveItIs() {
        assertThat(RequestState.PRESERVED.next().seenFrom(Side.REQUESTING)).isEqualTo(NextMove.US);
        assertThat(RequestState.PRESERVED.next().seenFrom(Side.REQUESTED)).isEqualTo(NextMove.PARTNER);
    }

    @Test
    void theTableInTheDocsIsThisOne() throws IOException {
        String now = printed();
        if (Boolean.getBoolean("comity.print")) {
            Files.writeString(PRINTED, now);
        }
        assertThat(PRINTED).content().as("print it with -Dcomity.print=true").isEqualTo(now);
    }

    private static String printed() {
        String states = Arrays.stream(RequestState.values())
                .map(state -> "| " + state + " | " + state.inWords() + " | " + state.next() + " |\n")
                .collect(Collectors.joining());
        Map<String, List<String>> rows = new LinkedHashMap<>();
        for (RequestTransitions.Transition row : RequestTransitions.TABLE) {
            rows.computeIfAbsent(row.event() + " | " + row.to() + " | " + row.step(), key -> new ArrayList<>())
                    .add(row.from().name());
        }
        String table = rows.entrySet().stream()
                .map(row -> "| " + String.join(", ", row.getValue()) + " | " + row.getKey() + " |\n")
                .collect(Collectors.joining());
        String delivery = Arrays.stream(DeliveryState.values())
                .map(state -> "| " + state + " | " + state.inWords() + " | "
                        + state.next().stream().map(Enum::name).collect(Collectors.joining(", ")) + " |\n")
                .collect(Collectors.joining());
        return """
                # States

                Printed from the code by `RequestTransitionsTest` (`-Dcomity.print=true`); do not edit by hand.

                ## A request: what the authorities have said to each other

                | state | in words | whose move |
                |---|---|---|
                """ + states + """

                | from | event | to | use case |
                |---|---|---|---|
                """ + table + """

                ## A message: how far it has travelled

                | state | in words | may become |
                |---|---|---|
                """ + delivery + """

                ## A request: which clocks run

                A clock starts with the state and stops when the request leaves for one that is not named here; `docs/law.md` says what each rule
                demands. Seen from: the side, ours, that keeps it.

                | rule | kinds | seen from | runs | rests | waits | also |
                |---|---|---|---|---|---|---|
                """ + clocks() + """

                | rule | why no state starts it |
                |---|---|
                """ + elsewhere();
    }

    private static String clocks() {
        return ClockTable.TABLE.stream()
                .map(row -> "| " + row.rule().id() + " | "
                        + (row.kinds().isEmpty()
                                ? "all"
                                : names(row.kinds().stream().map(RequestKind::code))) + " | "
                        + names(row.seenFrom().stream().map(Enum::name)) + " | " + states(row.runs()) + " | "
                        + states(row.rests()) + " | " + states(row.waiting().in())
                        + (row.waiting().what().isEmpty()
                                ? ""
                                : " for " + row.waiting().what()) + " | "
                        + names(Stream.of(
                                        row.waiting().personTells() ? "a person tells it (UC-06/1d)" : "",
                                        row.fromArrival() ? "from arrival" : "",
                                        row.anew() ? "anew with every move" : "",
                                        row.urgentOnly() ? "urgent requests only" : "")
                                .filter(word -> !word.isEmpty()))
                        + " |\n")
                .collect(Collectors.joining());
    }

    private static String elsewhere() {
        return ClockTable.ELSEWHERE.entrySet().stream()
                .map(row -> "| " + row.getKey().id() + " | " + row.getValue() + " |\n")
                .collect(Collectors.joining());
    }

    private static String states(Set<RequestState> states) {
        return states.isEmpty() ? "-" : names(EnumSet.copyOf(states).stream().map(Enum::name));
    }

    private static String names(Stream<String> names) {
        return names.sorted().collect(Collectors.joining(", "));
    }
}
