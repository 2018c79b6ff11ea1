package org.comity.desk.api;

import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import org.comity.casework.Readings;
import org.comity.messages.MessageId;
import org.springframework.core.io.InputStreamResource;
import org.springframework.core.io.Resource;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;

/** Bytes from outside are handed over as a file, never shown by the browser (THREAT-28). */
public final class Download {
    /** RFC 8098: the receipt is a whole MIME entity, which mail programs open. */
    private static final MediaType MAIL = MediaType.parseMediaType("message/rfc822");

    private static final Pattern NOT_OF_A_NAME = Pattern.compile("[\\p{C}\\p{Zl}\\p{Zp}/\\\\:*?\"<>|]");
    private static final Pattern DEVICE =
            Pattern.compile("(con|prn|aux|nul|com\\d|lpt\\d)(\\..*)?", Pattern.CASE_INSENSITIVE);

    private Download() {}

    public static ResponseEntity<byte[]> document(String id, byte[] bytes) {
        return file(MediaType.APPLICATION_XML, name(id) + ".xml", bytes);
    }

    public static ResponseEntity<byte[]> receipt(String id, byte[] bytes) {
        return file(MAIL, name(id) + "-receipt.eml", bytes);
    }

    public static ResponseEntity<byte[]> table(String reference, byte[] csv) {
        return file(new MediaType("text", "csv", StandardCharsets.UTF_8), reference + ".csv", csv);
    }

    /** Whatever it claims to be: the receiver's programs, not the browser, decide what to do with it. */
    public static ResponseEntity<Resource> attachment(Readings.OpenedFile file) {
        return headers(MediaType.APPLICATION_OCTET_STREAM, file.name())
                .contentLength(file.length())
                .body(new InputStreamResource(file.bytes()));
    }

    /** THREAT-18, THREAT-24: nothing invisible or turning, no path, no name of a device; the evidence keeps the sender's own. */
    static String harmless(String name) {
        String plain = NOT_OF_A_NAME.matcher(name).replaceAll("_").replaceAll("^[.\\s]+|[.\\s]+$", "");
        if (plain.isEmpty()) {
            return "attachment";
        }
        return DEVICE.matcher(plain).matches() ? "_" + plain : plain;
    }

    private static String name(String id) {
        MessageId message = Ids.message(id);
        return message.uuid() + "_" + message.agency();
    }

    private static ResponseEntity<byte[]> file(MediaType type, String name, byte[] bytes) {
        return headers(type, name).body(bytes);
    }

    private static ResponseEntity.BodyBuilder headers(MediaType type, String name) {
        ContentDisposition file = ContentDisposition.attachment()
                .filename(harmless(name), StandardCharsets.UTF_8)
                .build();
        return ResponseEntity.ok()
                .contentType(type)
                .header(HttpHeaders.CONTENT_DISPOSITION, file.toString())
                .header("Content-Security-Policy", "sandbox; default-src 'none'");
    }
}
