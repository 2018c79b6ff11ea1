package org.comity.law;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Addresses and transactions of block chains, CAIP-10 and CAIP-2. A wrong check sum is a problem and no warning: one mistyped character
 * would have a provider freeze what belongs to somebody else. A chain that is not known here is judged by the schema alone.
 */
final class ChainForm {
    private static final Pattern HEX_20 = Pattern.compile("0x[0-9a-fA-F]{40}");
    private static final Pattern HEX_32 = Pattern.compile("[0-9a-fA-F]{64}");
    private static final Pattern CHAIN_NUMBER = Pattern.compile("[1-9][0-9]{0,31}");
    private static final int PUBLIC_KEY_BYTES = 32; // Ed25519, what an address of Solana is
    private static final int TRON_VERSION = 0x41;

    /** By CAIP-2 reference: the first 32 hexadecimal digits of the genesis block's hash. */
    private static final Map<String, Bip122> BIP122 = Map.of(
            "000000000019d6689c085ae165831e93", new Bip122("bc", Set.of(0x00, 0x05)),
            "000000000933ea01ad0ee984209779ba", new Bip122("tb", Set.of(0x6f, 0xc4)),
            "12a765e31ffd4059bada1e25190f6e98", new Bip122("ltc", Set.of(0x30, 0x32, 0x05)));

    /**
     * @param prefix of segregated witness addresses
     * @param versions first bytes of the older addresses
     */
    private record Bip122(String prefix, Set<Integer> versions) {}

    private ChainForm() {}

    static boolean isWallet(String caip10) {
        String[] parts = caip10.split(":", -1);
        if (parts.length != 3) {
            return false;
        }
        String reference = parts[1];
        String address = parts[2];
        return switch (parts[0]) {
            case "eip155" -> CHAIN_NUMBER.matcher(reference).matches() && isEvmAddress(address);
            case "bip122" ->
                Optional.ofNullable(BIP122.get(reference))
                        .map(chain -> isBitcoinAddress(address, chain))
                        .orElse(true);
            case "tron" -> hasVersion(address, Set.of(TRON_VERSION));
            case "solana" ->
                Base58.decode(address)
                        .filter(key -> key.length == PUBLIC_KEY_BYTES)
                        .isPresent();
            default -> true;
        };
    }

    static boolean isTransaction(String caip2AndHash) {
        String[] parts = caip2AndHash.split(":", -1);
        if (parts.length != 3) {
            return false;
        }
        String hash = parts[2];
        return switch (parts[0]) {
            case "eip155" ->
                CHAIN_NUMBER.matcher(parts[1]).matches()
                        && HEX_32.matcher(hash.startsWith("0x") ? hash.substring(2) : hash)
                                .matches();
            case "bip122", "tron" -> HEX_32.matcher(hash).matches();
            default -> true;
        };
    }

    private static boolean isBitcoinAddress(String address, Bip122 chain) {
        return Bech32.isAddress(address, chain.prefix()) || hasVersion(address, chain.versions());
    }

    private static boolean hasVersion(String address, Set<Integer> versions) {
        return Base58.checked(address)
                .filter(bytes -> bytes.length == 21 && versions.contains(bytes[0] & 0xff))
                .isPresent();
    }

    /** EIP-55: capitals are the check sum; an address in one case carries none and is taken as it is. */
    private static boolean isEvmAddress(String address) {
        if (!HEX_20.matcher(address).matches()) {
            return false;
        }
        String given = address.substring(2);
        String lower = given.toLowerCase(Locale.ROOT);
        if (given.equals(lower) || given.equals(given.toUpperCase(Locale.ROOT))) {
            return true;
        }
        String hash = HexFormat.of().formatHex(Keccak.digest(lower.getBytes(StandardCharsets.US_ASCII)));
        for (int i = 0; i < lower.length(); i++) {
            boolean capital = Character.digit(hash.charAt(i), 16) >= 8;
            if (given.charAt(i) != (capital ? Character.toUpperCase(lower.charAt(i)) : lower.charAt(i))) {
                return false;
            }
        }
        return true;
    }
}
