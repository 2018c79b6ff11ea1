package org.comity.delivery.as2;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** THREAT-125: who hangs never takes all. */
class PlacesTest {

    @Test
    void givesTheSecondHalfToThoseThatAnswerOnly() {
        Places places = new Places(4);
        assertThat(places.take(false)).isTrue();
        assertThat(places.take(false)).isTrue();
        assertThat(places.take(false)).isFalse();
        assertThat(places.take(true)).isTrue();
        assertThat(places.take(true)).isTrue();
        assertThat(places.take(true)).isFalse();
    }

    @Test
    void givesAPlaceAgainThatWasGivenBack() {
        Places places = new Places(2);
        assertThat(places.take(false)).isTrue();
        places.giveBack();
        assertThat(places.take(false)).isTrue();
        assertThat(places.take(false)).isFalse();
    }

    @Test
    void hasOnePlaceForAnybodyWhereThereIsOnlyOne() {
        Places places = new Places(1);
        assertThat(places.take(false)).isTrue();
        assertThat(places.take(true)).isFalse();
    }
}
