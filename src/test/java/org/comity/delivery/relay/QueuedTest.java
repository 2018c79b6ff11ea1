package org.comity.delivery.relay;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.comity.journal.Errand;
import org.comity.journal.Strand;
import org.junit.jupiter.api.Test;

class QueuedTest {
    private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");
    private static final Duration LEASE = Duration.ofMinutes(2);
    private static final Instant LEASE_OVER = NOON.plus(LEASE);

    private static final Strand THEIRS = new Strand(4, "comity.outbound", "them");

    private final Queued queued = new Queued(settings());

    @Test
    void hasRoomAgainForWhatWasTaken() {
        queued.claimed(errands("a", "b", "c"), NOON);
        assertThat(hasRoom(NOON)).isFalse();
        assertThat(queued.busy(NOON).addresses()).containsExactly("comity.outbound");
        assertThat(queued.taken(reference("b"), THEIRS, "b")).as("worth a look").isTrue();
        assertThat(queued.taken(reference("c"), THEIRS, "c"))
                .as("it had room before")
                .isFalse();
        assertThat(hasRoom(NOON)).isTrue();
        assertThat(queued.busy(NOON).addresses()).isEmpty();
    }

    @Test // THREAT-130: a queue that nobody empties
    void anAddressThatIsFullTakesNobodyElsesRoom() {
        queued.claimed(errands("a", "b", "c"), NOON);
        assertThat(queued.hasRoom("comity.inbound", NOON)).isTrue();
        queued.taken(new Reference("comity.inbound", "x"), new Strand(4, "comity.inbound", "them"), "x");
        assertThat(hasRoom(NOON)).as("what was taken elsewhere").isFalse();
    }

    @Test
    void hasRoomAgainWhenALeaseIsOver() {
        queued.claimed(errands("a"), NOON);
        queued.claimed(errands("b", "c"), NOON.plusSeconds(1));
        assertThat(hasRoom(LEASE_OVER.minusMillis(1))).isFalse();
        assertThat(hasRoom(LEASE_OVER)).isTrue();
    }

    @Test
    void countsWhatIsClaimedAgainOnce() {
        queued.claimed(errands("a", "b"), NOON);
        queued.claimed(errands("a"), NOON.plusSeconds(1));
        assertThat(hasRoom(NOON)).isTrue();
        queued.claimed(errands("c", "d"), LEASE_OVER);
        assertThat(hasRoom(LEASE_OVER)).as("from the later claim on").isFalse();
    }

    @Test // THREAT-89
    void hasRoomAgainForWhatWasClaimedByAClockThatWasPutBackSince() {
        queued.claimed(errands("a", "b", "c"), NOON.plus(Duration.ofHours(5)));
        assertThat(hasRoom(NOON)).isTrue();
    }

    @Test
    void hasRoomAgainForWhatWasNotSent() {
        queued.claimed(errands("a", "b", "c"), NOON);
        queued.putBack(errands("a", "b"));
        assertThat(hasRoom(NOON)).isTrue();
    }

    @Test
    void knowsWhatIsAtWork() {
        Errand errand = errands("a").getFirst();
        queued.claimed(List.of(errand), NOON);
        assertThat(queued.isAtWork(errand)).isFalse();
        queued.taken(reference("a"), THEIRS, "work");
        assertThat(queued.isAtWork(errand)).isTrue();
        queued.ended("work");
        assertThat(queued.isAtWork(errand)).isFalse();
    }

    /** Two nodes at one broker: each takes some of the other's, so one of ours was taken there. */
    @Test
    void countsAnothersErrandForOneOfOurs() {
        queued.claimed(errands("a", "b", "c"), NOON);
        queued.taken(reference("of another node"), THEIRS, "of another node");
        assertThat(hasRoom(NOON)).isTrue();
    }

    /** Or the nodes would fill with what the other did long ago, and claim nothing more until leases end. */
    @Test
    void twoNodesThatTakeTheOthersErrandsOfManyPartnersHaveRoomAgain() {
        List<Errand> ours = ofPartners("a", "b", "c");
        List<Errand> others = ofPartners("d", "e", "f");
        Queued other = new Queued(settings());
        queued.claimed(ours, NOON);
        other.claimed(others, NOON);
        others.forEach(errand -> queued.taken(Reference.to(errand), errand.strand(), errand.subject()));
        ours.forEach(errand -> other.taken(Reference.to(errand), errand.strand(), errand.subject()));
        queued.claimed(errands("x", "y"), NOON);
        other.claimed(errands("x", "y"), NOON);
        assertThat(hasRoom(NOON)).as("for the third").isTrue();
        assertThat(other.hasRoom("comity.outbound", NOON)).isTrue();
    }

    @Test
    void whatIsUnderWayNoMoreTakesNoRoom() {
        queued.claimed(errands("a", "b", "c"), NOON);
        queued.forgetAllBut(Map.of("comity.outbound", Set.of("a", "b", "c")));
        assertThat(hasRoom(NOON)).isFalse();
        queued.forgetAllBut(Map.of("comity.outbound", Set.of("a", "c"), "comity.inbound", Set.of("b")));
        assertThat(hasRoom(NOON)).isTrue();
        queued.claimed(errands("d"), NOON);
        assertThat(hasRoom(NOON)).as("a and c are under way").isFalse();
        queued.forgetAllBut(Map.of());
        queued.claimed(errands("e", "f"), NOON);
        assertThat(hasRoom(NOON)).isTrue();
    }

    @Test
    void anothersErrandCountsForOneOfItsStrandFirst() {
        queued.claimed(ofPartners("quiet"), NOON);
        queued.claimed(errands("a", "b", "c"), NOON);
        queued.taken(reference("of another node"), THEIRS, "of another node");
        assertThat(queued.ended("of another node")).as("two of theirs are left").isTrue();
    }

    @Test // THREAT-125
    void isBusyWithAStrandUntilHalfOfItsShareHasEnded() {
        queued.claimed(errands("a", "b", "c"), NOON);
        queued.taken(reference("a"), THEIRS, "first");
        queued.taken(reference("b"), THEIRS, "second");
        assertThat(queued.busy(NOON).strands()).as("three under way").containsExactly(THEIRS);
        assertThat(queued.ended("first")).isTrue();
        assertThat(queued.busy(NOON).strands()).isEmpty();
        assertThat(queued.ended("second")).as("it was free before").isFalse();
        assertThat(queued.ended("never began")).isFalse();
    }

    @Test
    void whatBelongsToNobodyIsNeverBusy() {
        queued.claimed(
                List.of(
                        new Errand(1, "comity.deadlines", "a", "", null, 1, NOON, 1),
                        new Errand(2, "comity.deadlines", "b", "", null, 1, NOON, 1),
                        new Errand(3, "comity.deadlines", "c", "", null, 1, NOON, 1)),
                NOON);
        assertThat(queued.busy(NOON).strands()).isEmpty();
    }

    private static RelaySettings settings() {
        return new RelaySettings(
                LEASE,
                1,
                3,
                4,
                5,
                Duration.ofSeconds(1),
                Duration.ofSeconds(1),
                Duration.ofSeconds(2),
                Path.of("nowhere"));
    }

    private boolean hasRoom(Instant now) {
        return queued.hasRoom("comity.outbound", now);
    }

    private static List<Errand> errands(String... subjects) {
        return Arrays.stream(subjects)
                .map(subject -> new Errand(1, "comity.outbound", subject, "them", null, 4, NOON, 1))
                .toList();
    }

    /** One of each. */
    private static List<Errand> ofPartners(String... partners) {
        return Arrays.stream(partners)
                .map(partner -> new Errand(1, "comity.outbound", "to " + partner, partner, null, 4, NOON, 1))
                .toList();
    }

    private static Reference reference(String subject) {
        return new Reference("comity.outbound", subject);
    }
}
