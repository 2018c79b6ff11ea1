package org.comity.delivery.as2;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.comity.partners.AgencyId;
import org.comity.problems.Checked;
import org.comity.problems.DeliveryProblem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** THREAT-32, THREAT-125: large bodies in memory are few, and no partner has all of the room. */
class BodyRoomTest {
    private static final AgencyId ONE = new AgencyId("one-agency");
    private static final AgencyId OTHER = new AgencyId("other-agency");
    private static final long PART = 5_800_000;

    /** Room for two parts of each of two partners. */
    private final BodyRoom room = new BodyRoom(4 * 4 * PART, Duration.ofMillis(50));

    @Test
    void letsHalfOfItBeTakenByOnePartner() throws Exception {
        assertThat(isIn(ONE)).isTrue();
        assertThat(isIn(ONE)).isTrue();
        assertThat(isIn(ONE)).isFalse();
        assertThat(isIn(OTHER)).isTrue();
    }

    @Test
    void isFullWhenItIsFull() throws Exception {
        for (AgencyId partner : new AgencyId[] {ONE, ONE, OTHER, OTHER}) {
            assertThat(isIn(partner)).isTrue();
        }
        assertThat(room.enter(new AgencyId("third-agency"), PART).problems())
                .extracting(problem -> problem.type())
                .containsExactly(DeliveryProblem.BUSY);
    }

    @Test
    void letsWhoWaitsInWhenSomebodyLeaves() throws Exception {
        var patient = new BodyRoom(2 * 4 * PART, Duration.ofSeconds(30));
        BodyRoom.Place first = place(patient.enter(ONE, PART));
        CompletableFuture<Boolean> second = CompletableFuture.supplyAsync(() -> {
            try {
                return patient.enter(ONE, PART) instanceof Checked.Passed;
            } catch (InterruptedException end) {
                return false;
            }
        });
        Thread.sleep(100);
        assertThat(second).isNotDone();
        first.close();
        assertThat(second.get()).isTrue();
    }

    @Test // THREAT-125
    void aSmallBodyWaitsForNoLargeOneAndForNobodyElses() throws Exception {
        place(room.enter(ONE, Long.MAX_VALUE));
        place(room.enter(OTHER, Long.MAX_VALUE));
        for (int i = 0; i < 32; i++) {
            place(room.enter(ONE, 10_000));
        }
        place(room.enter(OTHER, 10_000));
    }

    @Test // THREAT-32: a thousand connections with small bodies are the heap of a small gateway
    void smallBodiesOfOnePartnerAreBoundedToo() throws Exception {
        BodyRoom.Place first = place(room.enter(ONE, 256 * 1024));
        for (int i = 1; i < 32; i++) {
            place(room.enter(ONE, 10));
        }
        assertThat(room.enter(ONE, 10).problems())
                .extracting(problem -> problem.type())
                .containsExactly(DeliveryProblem.BUSY);
        first.close();
        place(room.enter(ONE, 10));
    }

    @Test
    void letsABodyInThatIsLargerThanItsShare() throws Exception {
        assertThat(room.enter(ONE, 100 * PART)).isInstanceOf(Checked.Passed.class);
        assertThat(isIn(ONE)).isFalse();
    }

    /** Four times its length is beyond all numbers. */
    @ParameterizedTest
    @ValueSource(longs = {4611685468671573760L, 4611686018427387648L, Long.MAX_VALUE})
    void aBodyOfAnyLengthTakesTheShareAndNoMore(long length) throws Exception {
        BodyRoom.Place all = place(room.enter(ONE, length));
        assertThat(isIn(ONE)).isFalse();
        assertThat(isIn(OTHER)).isTrue();
        all.close();
        assertThat(isIn(ONE)).isTrue();
    }

    private boolean isIn(AgencyId partner) throws InterruptedException {
        return room.enter(partner, PART) instanceof Checked.Passed;
    }

    private static BodyRoom.Place place(Checked<BodyRoom.Place> entered) {
        return switch (entered) {
            case Checked.Passed<BodyRoom.Place>(var place) -> place;
            case Checked.Failed<BodyRoom.Place>(var problems) -> throw new AssertionError(problems);
        };
    }
}
