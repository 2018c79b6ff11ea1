package org.comity.desk.api;

import org.comity.messages.MessageId;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;

/** Bytes from outside are handed over as a file, never shown by the browser (THREAT-28). */
public final class Download {
    /** RFC 8098: the receipt is a whole MIME entity, which mail programs open. */
    private static final MediaType MAIL = MediaType.parseMediaType("message/rfc822");

    private Download() {}

    public static ResponseEntity<byte[]> document(String id, byte[] bytes) {
        return file(MediaType.APPLICATION_XML, name(id) + ".xml", bytes);
    }

    public static ResponseEntity<byte[]> receipt(String id, byte[] bytes) {
        return file(MAIL, name(id) + "-receipt.eml", bytes);
    }

    private static String name(String id) {
        MessageId message = Ids.message(id);
        return message.uuid() + "_" + message.agency();
    }

    private static ResponseEntity<byte[]> file(MediaType type, String name, byte[] bytes) {
        return ResponseEntity.ok()
                .contentType(type)
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        ContentDisposition.attachment().filename(name).build().toString())
                .header("Content-Security-Policy", "sandbox; default-src 'none'")
                .body(bytes);
    }
}
