package org.comity.people;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.SecureRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TokenSecretTest {
    private final SecureRandom random = new SecureRandom();

    @Test
    void readsBackWhatItShowedOnce() {
        TokenSecret issued = TokenSecret.random(Door.REST, random);

        assertThat(TokenSecret.parse(Door.REST, issued.reveal()).orElseThrow().sha256())
                .isEqualTo(issued.sha256());
    }

    @Test
    void neverRepeatsAndHas256Bits() {
        assertThat(IntStream.range(0, 1000)
                        .mapToObj(i -> TokenSecret.random(Door.REST, random).reveal()))
                .doesNotHaveDuplicates()
                .allMatch(text -> text.length() == "comity_".length() + 43);
    }

    @Test
    void refusesWhatCannotBeATokenOfOurs() {
        assertThat(TokenSecret.parse(Door.REST, "")).isEmpty();
        String calendar = TokenSecret.random(Door.CALENDAR, random).reveal();
        assertThat(TokenSecret.parse(Door.CALENDAR, calendar)).isPresent();
        assertThat(TokenSecret.parse(Door.REST, calendar)).isEmpty();
        assertThat(TokenSecret.parse(
                        Door.CALENDAR, TokenSecret.random(Door.REST, random).reveal()))
                .isEmpty();
        assertThat(TokenSecret.parse(Door.REST, "comity_short")).isEmpty();
        assertThat(TokenSecret.parse(
                        Door.REST, TokenSecret.random(Door.REST, random).reveal() + "\n"))
                .isEmpty();
    }

    @Test // THREAT-111
    void doesNotPrintItself() {
        TokenSecret secret = TokenSecret.random(Door.REST, random);

        assertThat(secret.toString()).doesNotContain(secret.reveal().substring(7));
    }
}
