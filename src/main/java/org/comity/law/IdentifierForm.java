package org.comity.law;

import java.math.BigInteger;
import java.net.IDN;
import java.util.Optional;
import java.util.stream.Stream;

/** The forms of identifiers whose correctness takes arithmetic; everything linear is bounded by the schema before this is asked. */
public enum IdentifierForm {
    IP_ADDRESS("RFC5952/4"),
    IMEI("3GPP-TS-23.003/B"),
    ICCID("ITU-T-E.118"),
    IBAN("ISO13616"),
    FILE_HASH("FIPS180-4"),
    WALLET("CAIP-10"),
    TRANSACTION("CAIP-2"),
    AS_NUMBER("RFC5396"),
    DOMAIN("RFC1035/2.3.4"),
    /** Bounded by the schema alone. */
    OTHER("");

    /** Two digits of software version instead of the check digit (3GPP TS 23.003 6.2.2). */
    private static final int IMEISV_DIGITS = 16;

    private static final BigInteger LARGEST_AS_NUMBER = BigInteger.valueOf(0xffff_ffffL); // 32 bits
    private static final int LONGEST_LABEL = 63; // characters
    private static final String A_LABEL = "xn--";

    private final String standard;

    IdentifierForm(String standard) {
        this.standard = standard;
    }

    public boolean admits(String value) {
        return switch (this) {
            case IP_ADDRESS -> IpForm.isCanonical(value);
            case IMEI -> value.length() == IMEISV_DIGITS || CheckDigits.luhn(value);
            case ICCID -> CheckDigits.luhn(value);
            case IBAN -> CheckDigits.mod97(value);
            case FILE_HASH -> hasDigestLength(value);
            case WALLET -> ChainForm.isWallet(value);
            case TRANSACTION -> ChainForm.isTransaction(value);
            case AS_NUMBER -> new BigInteger(value).compareTo(LARGEST_AS_NUMBER) <= 0;
            case DOMAIN -> Stream.of(value.split("\\.", -1)).allMatch(IdentifierForm::isLabel);
            case OTHER -> true;
        };
    }

    /** Where the form is laid down; empty for {@link #OTHER}. */
    public Optional<Citation> standard() {
        return standard.isEmpty() ? Optional.empty() : Optional.of(Citation.of(standard));
    }

    /** MD5, SHA-1, SHA-256 in hexadecimal digits. */
    private static boolean hasDigestLength(String hex) {
        return hex.length() == 32 || hex.length() == 40 || hex.length() == 64;
    }

    /** An international label is one that IDNA can read; otherwise nobody would find what it means. */
    private static boolean isLabel(String label) {
        return label.length() <= LONGEST_LABEL
                && (!label.startsWith(A_LABEL) || !IDN.toUnicode(label).equals(label));
    }

    private static final class CheckDigits {
        private static final BigInteger NINETY_SEVEN = BigInteger.valueOf(97);

        /** ISO/IEC 7812-1 annex B. */
        static boolean luhn(String digits) {
            int sum = 0;
            for (int i = 0; i < digits.length(); i++) {
                int digit = Character.digit(digits.charAt(digits.length() - 1 - i), 10);
                if (digit < 0) {
                    return false;
                }
                int weighted = i % 2 == 0 ? digit : 2 * digit;
                sum += weighted > 9 ? weighted - 9 : weighted;
            }
            return !digits.isEmpty() && sum % 10 == 0;
        }

        /** ISO 7064 MOD 97-10 with the first four characters moved to the end. */
        static boolean mod97(String iban) {
            if (iban.length() < 5 || !iban.chars().allMatch(c -> Character.digit(c, 36) >= 0 && c < 128)) {
                return false;
            }
            StringBuilder number = new StringBuilder();
            (iban.substring(4) + iban.substring(0, 4)).chars().forEach(c -> number.append(Character.digit(c, 36)));
            return new BigInteger(number.toString()).mod(NINETY_SEVEN).equals(BigInteger.ONE);
        }
    }
}
