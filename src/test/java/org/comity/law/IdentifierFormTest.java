package org.comity.law;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
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

    /** Published examples: CAIP-10, EIP-55, BIP-173, BIP-350, the first block's address, a token contract on Tron. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "eip155:1:0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed",
                "eip155:1:0xfB6916095ca1df60bB79Ce92cE3Ea74c37c5d359",
                "eip155:137:0xdbF03B407c01E7cD3CBea99509d93f8DDDC8C6FB",
                "eip155:1:0xD1220A0cf47c7B9Be7A2E6BA89F429762e7b9aDb",
                "eip155:1:0x5aaeb6053f3e94c9b9a09f33669435e7ef1beaed",
                "eip155:1:0x5AAEB6053F3E94C9B9A09F33669435E7EF1BEAED",
                "bip122:000000000019d6689c085ae165831e93:1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNa",
                "bip122:000000000019d6689c085ae165831e93:128Lkh3S7CkDTBZ8W7BbpsN3YYizJMp8p6",
                "bip122:000000000019d6689c085ae165831e93:bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t4",
                "bip122:000000000019d6689c085ae165831e93:BC1QW508D6QEJXTDG4Y5R3ZARVARY0C5XW7KV8F3T4",
                "bip122:000000000019d6689c085ae165831e93:bc1p0xlxvlhemja6c4dqv22uapctqupfhlxm9h8z3k2e72q4k9hcz7vqzk5jj0",
                "bip122:000000000933ea01ad0ee984209779ba:tb1qrp33g0q5c5txsp9arysrx4k6zdkfs4nce4xj0gdcccefvpysxf3q0sl5k7",
                "tron:0x2b6653dc:TR7NHqjeKQxGTCi8q8ZY4pL8otSzgjLj6t",
                "solana:5eykt4UsFv8P8NJdTREpY1vzqKqZKvdp:11111111111111111111111111111111",
                "cosmos:cosmoshub-3:cosmos1t2uflqwqe0fsj0shcfkrvpukewcw40yjj6hdc0"
            })
    void walletsWithTheCheckSumOfTheirChain(String wallet) {
        assertThat(IdentifierForm.WALLET.admits(wallet)).isTrue();
    }

    /** One character of another, or the form of another chain. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "eip155:1:0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAeD",
                "eip155:1:0x5aAeb6053F3E94C9b9A09f33669435E7Ef1Beaee",
                "eip155:1:0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeA",
                "eip155:main:0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed",
                "bip122:000000000019d6689c085ae165831e93:1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNb",
                "bip122:000000000019d6689c085ae165831e93:1A1zP1eP5QGefi2DMPTfTL5SLmv7Divf0a",
                "bip122:000000000019d6689c085ae165831e93:bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t5",
                "bip122:000000000019d6689c085ae165831e93:bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3T4",
                "bip122:000000000019d6689c085ae165831e93:bc1qw508d6qejxtdg4y5r3zarvary0c5xw7k8xyz",
                "bip122:000000000933ea01ad0ee984209779ba:bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t4",
                "bip122:000000000019d6689c085ae165831e93:0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed",
                "tron:0x2b6653dc:TR7NHqjeKQxGTCi8q8ZY4pL8otSzgjLj6u",
                "solana:5eykt4UsFv8P8NJdTREpY1vzqKqZKvdp:1111111111111111",
                "eip155:1"
            })
    void aWalletWithAWrongCheckSumIsNoWallet(String wallet) {
        assertThat(IdentifierForm.WALLET.admits(wallet)).isFalse();
    }

    @Test
    void everyMistypedCharacterOfAnEthereumAddressInMixedCaseIsFoundOrChangesNothing() {
        String address = "5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed";
        int missed = 0;
        for (int i = 0; i < address.length(); i++) {
            for (char other : "0123456789abcdef".toCharArray()) {
                String wrong = address.substring(0, i) + other + address.substring(i + 1);
                if (!wrong.equalsIgnoreCase(address) && IdentifierForm.WALLET.admits("eip155:1:0x" + wrong)) {
                    missed++;
                }
            }
        }
        assertThat(missed).as("of 600; EIP-55 finds all but about 1 in 4,000").isLessThanOrEqualTo(1);
    }

    @Test
    void keccakIsEthereumsAndNotSha3() {
        assertThat(HexFormat.of().formatHex(Keccak.digest(new byte[0])))
                .isEqualTo("c5d2460186f7233c927e7db2dcc703c0e500b653ca82273b7bfad8045d85a470");
        assertThat(HexFormat.of().formatHex(Keccak.digest("abc".getBytes(StandardCharsets.US_ASCII))))
                .isEqualTo("4e03657aea45a94fc7d47ba826c8d667c0d1e6e33a64a036ec44f58fa12d6c45");
        // longer than one block, and of just one block
        assertThat(Keccak.digest(new byte[136])).isNotEqualTo(Keccak.digest(new byte[137]));
    }

    @ParameterizedTest
    @CsvSource({
        "eip155:1:0000000000000000000000000000000000000000000000000000000000000000, true",
        "eip155:1:0x0000000000000000000000000000000000000000000000000000000000000000, true",
        "eip155:1:0x00000000000000000000000000000000000000000000000000000000000000, false",
        "bip122:000000000019d6689c085ae165831e93:4a5e1e4baab89f3a32518a88c31bc87f618f76673e2cc77ab2127b7afdeda33b, true",
        "bip122:000000000019d6689c085ae165831e93:4a5e1e4baab89f3a32518a88c31bc87f618f76673e2cc77ab2127b7afdeda33, false",
        "4a5e1e4baab89f3a32518a88c31bc87f618f76673e2cc77ab2127b7afdeda33b, false"
    })
    void aTransactionHasItsChainAndTheLengthOfItsHash(String text, boolean admitted) {
        assertThat(IdentifierForm.TRANSACTION.admits(text)).isEqualTo(admitted);
    }

    @ParameterizedTest
    @CsvSource({"1, true", "64496, true", "4294967295, true", "4294967296, false", "4299999999, false"})
    void anAsNumberHas32Bits(String number, boolean admitted) {
        assertThat(IdentifierForm.AS_NUMBER.admits(number)).isEqualTo(admitted);
    }

    @Test
    void aLabelOfADomainHas63CharactersAtMostAndIsReadableIfItIsInternational() {
        assertThat(IdentifierForm.DOMAIN.admits("a".repeat(63) + ".example")).isTrue();
        assertThat(IdentifierForm.DOMAIN.admits("a".repeat(64) + ".example")).isFalse();
        assertThat(IdentifierForm.DOMAIN.admits("xn--r8jz45g.xn--zckzah")).isTrue();
        assertThat(IdentifierForm.DOMAIN.admits("xn--99999999999.example")).isFalse();
    }

    @Test
    void theSoftwareVersionOfAnImeisvIsNoCheckDigit() {
        assertThat(IdentifierForm.IMEI.admits("4901542032375101")).isTrue();
        assertThat(IdentifierForm.IMEI.admits("490154203237519")).isFalse();
    }

    @ParameterizedTest
    @ValueSource(ints = {32, 40, 64})
    void digestsHaveTheLengthOfAnAlgorithm(int length) {
        assertThat(IdentifierForm.FILE_HASH.admits("a".repeat(length))).isTrue();
        assertThat(IdentifierForm.FILE_HASH.admits("a".repeat(length - 1))).isFalse();
    }
}
