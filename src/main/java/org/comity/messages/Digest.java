package org.comity.messages;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.regex.Pattern;
import org.comity.problems.GatewayBug;

/** A SHA-256 as 64 lower-case hexadecimal digits: of an attachment, of stored bytes, or of a signed part (its MIC). */
public record Digest(String hex) {
    private static final Pattern FORM = Pattern.compile("[0-9a-f]{64}");

    public Digest {
        if (!FORM.matcher(hex).matches()) {
            throw new IllegalArgumentException("a digest is 64 lower-case hexadecimal digits (SHA-256)");
        }
    }

    public static Digest of(byte[] bytes) {
        return ofHash(sha256().digest(bytes));
    }

    /** @param hash 32 bytes, already a SHA-256 */
    public static Digest ofHash(byte[] hash) {
        return new Digest(HexFormat.of().formatHex(hash));
    }

    /** A fresh SHA-256, for bytes that pass in a stream. */
    public static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new GatewayBug("every JDK has SHA-256", impossible);
        }
    }

    public byte[] bytes() {
        return HexFormat.of().parseHex(hex);
    }

    @Override
    public String toString() {
        return hex;
    }
}
