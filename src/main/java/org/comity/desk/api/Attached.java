package org.comity.desk.api;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.comity.casework.Files;
import org.comity.casework.StoredFile;
import org.comity.messages.Digest;
import org.springframework.http.MediaType;
import org.springframework.web.multipart.MultipartFile;

/** A file that came beside a submission or an answer. Its name and media type are claims, for display only (THREAT-24, THREAT-28). */
public final class Attached {
    private static final int LONGEST_NAME = 200; // characters; schemas/v1
    private static final Pattern MEDIA_TYPE = Pattern.compile("[a-z0-9][a-z0-9_.+-]{0,48}/[a-z0-9][a-z0-9_.+-]{0,48}");

    private Attached() {}

    /** The last segment, without control characters; never empty, never a path. */
    public static String name(MultipartFile file) {
        String given = Optional.ofNullable(file.getOriginalFilename()).orElse("");
        String last = given.substring(Math.max(given.lastIndexOf('/'), given.lastIndexOf('\\')) + 1)
                .replaceAll("\\p{C}", "")
                .strip();
        String name = last.isEmpty() || last.equals(".") || last.equals("..") ? "file" : last;
        return name.length() <= LONGEST_NAME ? name : name.substring(name.length() - LONGEST_NAME);
    }

    /** Without parameters, in lower case, as the schema has it. */
    public static String mediaType(MultipartFile file) {
        String given = Optional.ofNullable(file.getContentType()).orElse("");
        String type = given.replaceFirst(";.*", "").strip().toLowerCase(Locale.ROOT);
        return MEDIA_TYPE.matcher(type).matches() ? type : MediaType.APPLICATION_OCTET_STREAM_VALUE;
    }

    /** Files first, then the message that names them, in one transaction. */
    public static List<StoredFile> stored(List<MultipartFile> attachments, Files files) {
        List<StoredFile> stored = new ArrayList<>();
        for (MultipartFile file : attachments) {
            try (InputStream bytes = file.getInputStream()) {
                stored.add(files.store(name(file), mediaType(file), bytes));
            } catch (IOException lost) {
                throw new UncheckedIOException(lost);
            }
        }
        return stored;
    }

    /** Over everything that was handed in, so that a repeated key with another file is noticed. */
    public static Digest digest(byte[] document, List<MultipartFile> attachments) {
        MessageDigest all = Digest.sha256();
        all.update(Digest.of(document).bytes());
        for (MultipartFile file : attachments) {
            all.update(Digest.of(name(file).getBytes(StandardCharsets.UTF_8)).bytes());
            all.update(sha256(file));
        }
        return Digest.ofHash(all.digest());
    }

    private static byte[] sha256(MultipartFile file) {
        MessageDigest digest = Digest.sha256();
        try (InputStream bytes = new DigestInputStream(file.getInputStream(), digest)) {
            bytes.transferTo(OutputStream.nullOutputStream());
            return digest.digest();
        } catch (IOException lost) {
            throw new UncheckedIOException(lost);
        }
    }
}
