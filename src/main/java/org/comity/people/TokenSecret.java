package org.comity.people;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Objects;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;
import org.comity.problems.GatewayBug;

/**
 * The secret of a token: 256 random bits, shown once when issued. Only its SHA-256 is stored; a fast hash is enough because
 * nobody can guess 256 bits. The prefix lets scanners of repositories and logs recognise a leaked one.
 */
public final class TokenSecret {
    private static final Pattern BITS = Pattern.compile("[A-Za-z0-9_-]{43}"); // 32 bytes in base64url, unpadded

    private final Door door;
    private final String text;

    private TokenSecret(Door door, String text) {
        this.door = Objects.requireNonNull(door);
        this.text = text;
    }

    /** @param random a cryptographic one */
    public static TokenSecret random(Door door, RandomGenerator random) {
        byte[] bits = new byte[32];
        random.nextBytes(bits);
        return new TokenSecret(
                door, door.prefix() + Base64.getUrlEncoder().withoutPadding().encodeToString(bits));
    }

    /** From what a client sent; empty if it cannot be one of ours for that door. */
    public static Optional<TokenSecret> parse(Door door, String text) {
        return text.startsWith(door.prefix())
                        && BITS.matcher(text.substring(door.prefix().length())).matches()
                ? Optional.of(new TokenSecret(door, text))
                : Optional.empty();
    }

    public Door door() {
        return door;
    }

    /** The secret itself: for the one answer that shows it, and for nothing else. */
    public String reveal() {
        return text;
    }

    /** What is stored and looked up: SHA-256, 64 lower-case hexadecimal digits. */
    public String sha256() {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.US_ASCII));
            return HexFormat.of().formatHex(hash);
        } catch (NoSuchAlgorithmException impossible) {
            throw new GatewayBug("every JDK has SHA-256", impossible);
        }
    }

    @Override
    public String toString() {
        return "TokenSecret[]";
    }
}
