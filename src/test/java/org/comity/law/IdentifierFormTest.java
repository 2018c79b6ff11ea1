package org.comity.law;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IdentifierFormTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0.0.0.0",
                "203.0.113.7",
                "255.255.255.255",
                "::",
                "::1",
                "2001:db8::1",
                "2001:db8:0:1:1:1:1:1",
                "2001:db8::1:0:0:1",
                "fe80::1"
            })
    void canonicalAddressesAreAdmitted(String address) {
        assertThat(IdentifierForm.IP_ADDRESS.admits(address)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "256.1.1.1",
                "1.2.3",
                "01.2.3.4",
                "1.2.3.4.5",
                "2001:DB8::1",
                "2001:0db8::1",
                "2001:db8:0:0:0:0:0:1",
                "2001:db8::1:1:1:1:1",
                "1::2::3",
                "::ffff:1.2.3.4",
                "fe80::1%eth0",
                "localhost",
                "face:",
                "g::1"
            })
    void otherTextsOfAnAddressAreNot(String address) {
        // RFC 5952 4: one address, one text
        assertThat(IdentifierForm.IP_ADDRESS.admits(address)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"490154203237518", "352099001761481"})
    void imeiWithItsCheckDigit(String digits) {
        assertThat(IdentifierForm.IMEI.admits(digits)).isTrue();
        char last = digits.charAt(14);
        String wrong = digits.substring(0, 14) + (char) (last == '9' ? '0' : last + 1);
        assertThat(IdentifierForm.IMEI.admits(wrong)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"GB82WEST12345698765432", "DE89370400440532013000"})
    void ibanWithItsCheckDigits(String iban) {
        assertThat(IdentifierForm.IBAN.admits(iban)).isTrue();
        assertThat(IdentifierForm.IBAN.admits(
                        iban.substring(0, 4) + "0" + iban.substring(5, 9) + "1" + iban.substring(9)))
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(ints = {32, 40, 64})
    void digestsHaveTheLengthOfAnAlgorithm(int length) {
        assertThat(IdentifierForm.FILE_HASH.admits("a".repeat(length))).isTrue();
        assertThat(IdentifierForm.FILE_HASH.admits("a".repeat(length - 1))).isFalse();
    }
}
