package org.comity.delivery.relay;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
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
        assertThat(queued.room(NOON)).isZero();
        queued.taken(reference("b"), THEIRS, "b");
        assertThat(queued.room(NOON)).isEqualTo(1);
    }

    @Test
    void hasRoomAgainWhenALeaseIsOver() {
        queued.claimed(errands("a", "b"), NOON);
        queued.claimed(errands("c"), NOON.plusSeconds(1));
        assertThat(queued.room(LEASE_OVER)).isEqualTo(2);
    }

    @Test
    void doesNotCountTwiceWhatIsTakenAfterItsLease() {
        queued.claimed(errands("late"), NOON);
        assertThat(queued.room(LEASE_OVER)).isEqualTo(3);
        queued.claimed(errands("a", "b", "c"), LEASE_OVER);
        queued.taken(reference("late"), THEIRS, "late");
        assertThat(queued.room(LEASE_OVER)).isZero();
    }

    @Test
    void countsWhatIsClaimedAgainOnce() {
        queued.claimed(errands("a"), NOON);
        queued.claimed(errands("a"), NOON.plusSeconds(1));
        assertThat(queued.room(NOON)).isEqualTo(2);
        assertThat(queued.room(LEASE_OVER)).as("from the later claim on").isEqualTo(2);
    }

    @Test // THREAT-89
    void hasRoomAgainForWhatWasClaimedByAClockThatWasPutBackSince() {
        queued.claimed(errands("a", "b", "c"), NOON.plus(Duration.ofHours(5)));
        assertThat(queued.room(NOON)).isEqualTo(3);
    }

    @Test
    void hasRoomAgainForWhatWasNotSent() {
        queued.claimed(errands("a", "b"), NOON);
        queued.putBack(errands("a", "b"));
        assertThat(queued.room(NOON)).isEqualTo(3);
    }

    /** Two nodes at one broker: each takes some of the other's, so one of ours was taken there. */
    @Test
    void countsAnothersErrandForOneOfOurs() {
        queued.claimed(errands("a", "b"), NOON);
        queued.taken(reference("of another node"), THEIRS, "of another node");
        assertThat(queued.room(NOON)).isEqualTo(2);
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
        assertThat(queued.room(NOON)).isEqualTo(3);
        assertThat(other.room(NOON)).isEqualTo(3);
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
        assertThat(queued.busy()).as("three under way").containsExactly(THEIRS);
        assertThat(queued.ended("first")).isTrue();
        assertThat(queued.busy()).isEmpty();
        assertThat(queued.ended("second")).as("it was free before").isFalse();
        assertThat(queued.ended("never began")).isFalse();
    }

    @Test
    void whatBelongsToNobodyIsNeverBusy() {
        queued.claimed(
                List.of(
                        new Errand(1, "comity.deadlines", "a", "", null, 1, NOON, 1, 1),
                        new Errand(2, "comity.deadlines", "b", "", null, 1, NOON, 1, 1),
                        new Errand(3, "comity.deadlines", "c", "", null, 1, NOON, 1, 1)),
                NOON);
        assertThat(queued.busy()).isEmpty();
    }

    private static RelaySettings settings() {
        return new RelaySettings(
                LEASE, 1, 3, 4, 5, Duration.ofSeconds(1), Duration.ofSeconds(1), Duration.ofSeconds(2));
    }

    private static List<Errand> errands(String... subjects) {
        return Arrays.stream(subjects)
                .map(subject -> new Errand(1, "comity.outbound", subject, "them", null, 4, NOON, 1, 1))
                .toList();
    }

    /** One of each. */
    private static List<Errand> ofPartners(String... partners) {
        return Arrays.stream(partners)
                .map(partner -> new Errand(1, "comity.outbound", "to " + partner, partner, null, 4, NOON, 1, 1))
                .toList();
    }

    private static Reference reference(String subject) {
        return new Reference("comity.outbound", subject);
    }
}
