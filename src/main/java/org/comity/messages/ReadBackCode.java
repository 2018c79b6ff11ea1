package org.comity.messages;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * UC-21/8: what two persons read to each other on the telephone to learn whether they hold the same document: the first 120 bits of its
 * SHA-256 in base32 (RFC 4648 6), six groups of four. A decision record says what it withstands. It proves nothing to a third person.
 */
public record ReadBackCode(String letters) {
    /** 2^120 tries for another document with the code of a given one; a whole number of letters, so that nothing is padded. */
    private static final int BITS = 120;

    private static final int LENGTH = BITS / 5; // letters; base32 has five bits in each
    private static final int GROUP = 4; // letters; as many as a person keeps in mind at once

    /** No 0, 1, 8 and 9, which sound or look like letters. */
    private static final String ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

    /** ITU Radio Regulations, Appendix 14; digits are said as themselves. */
    private static final Map<Character, String> SPOKEN = Arrays.stream(
                    ("Alfa Bravo Charlie Delta Echo Foxtrot Golf Hotel India Juliett Kilo Lima Mike November Oscar Papa Quebec Romeo "
                                    + "Sierra Tango Uniform Victor Whiskey X-ray Yankee Zulu")
                            .split(" ", -1))
            .collect(Collectors.toUnmodifiableMap(word -> word.charAt(0), word -> word));

    public static ReadBackCode of(Digest document) {
        BigInteger bits = new BigInteger(1, Arrays.copyOf(document.bytes(), BITS / 8));
        return new ReadBackCode(IntStream.range(0, LENGTH)
                .map(letter -> bits.shiftRight(BITS - 5 * (letter + 1)).intValue() & 31)
                .mapToObj(value -> ALPHABET.substring(value, value + 1))
                .collect(Collectors.joining()));
    }

    public List<String> groups() {
        return IntStream.range(0, LENGTH / GROUP)
                .mapToObj(group -> letters.substring(group * GROUP, (group + 1) * GROUP))
                .toList();
    }

    /** A group as it is spelled out: {@code "Alfa Bravo 2 Zulu"}. */
    public static String spoken(String group) {
        return group.toUpperCase(Locale.ROOT)
                .chars()
                .mapToObj(letter -> SPOKEN.getOrDefault((char) letter, String.valueOf((char) letter)))
                .collect(Collectors.joining(" "));
    }

    @Override
    public String toString() {
        return String.join(" ", groups());
    }
}
