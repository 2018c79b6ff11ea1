package org.comity.envelope;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.comity.envelope.mime.MadeMime;
import org.comity.envelope.mime.MimeEntity;
import org.comity.envelope.mime.MimeWriter;
import org.comity.envelope.mime.Parameters;
import org.comity.envelope.scan.Bounds;
import org.comity.envelope.scan.ProblemFound;
import org.comity.messages.SignedHeaders;
import org.comity.problems.SchemaProblem;
import org.comity.problems.SignatureProblem;

/** The document and its attachments as the multipart/related entity that is signed (RFC 2387). */
@SuppressWarnings("ArrayRecordComponent") // never compared: a stage of parsing
record SignedContent(byte[] xml, List<AttachedBytes> attachments) {
    private static final String DOCUMENT = "application/xml";
    private static final int LONGEST_NAME = 255;

    SignedContent {
        attachments = List.copyOf(attachments);
    }

    /** Without a line end after the last delimiter: that one belongs to the delimiter around it. */
    MadeMime write(SignedHeaders headers, String boundary) {
        MimeWriter out = new MimeWriter();
        HeaderForm.write(headers, out);
        out.header("Content-Type", "multipart/related; type=\"" + DOCUMENT + "\"; boundary=\"" + boundary + "\"")
                .endOfHeaders()
                .delimiter(boundary)
                .header("Content-Type", DOCUMENT)
                .base64(xml);
        for (AttachedBytes attachment : attachments) {
            out.delimiter(boundary)
                    .header("Content-Type", attachment.mediaType())
                    .header("Content-Disposition", "attachment; " + MimeWriter.fileName(attachment.name()))
                    .base64(attachment.bytes());
        }
        return out.lastDelimiter(boundary).made();
    }

    /** @param entity multipart/related with the document first, or the document alone */
    static SignedContent read(MimeEntity entity) throws ProblemFound {
        if (isDocument(entity)) {
            return new SignedContent(document(entity), List.of());
        }
        if (!entity.is("multipart/related")) {
            throw problem("content type");
        }
        List<MimeEntity> parts = entity.parts(Bounds.MIME_PARTS);
        if (parts.isEmpty() || !isDocument(parts.getFirst()) || !isRoot(entity, parts.getFirst())) {
            throw problem("document");
        }
        List<AttachedBytes> attachments = new ArrayList<>();
        for (MimeEntity part : parts.subList(1, parts.size())) {
            attachments.add(attachment(part, attachments.size() + 1));
        }
        return new SignedContent(document(parts.getFirst()), attachments);
    }

    private static byte[] document(MimeEntity entity) throws ProblemFound {
        String charset = entity.contentType().parameter("charset").orElse("UTF-8");
        byte[] document = entity.decoded();
        boolean same = charset.equalsIgnoreCase("UTF-8") || (charset.equalsIgnoreCase("US-ASCII") && isAscii(document));
        if (!same) {
            // XSD-04: RFC 7303 3.2 lets it overrule what the document declares: two texts for two readers (THREAT-10)
            throw new ProblemFound(SchemaProblem.ENCODING, "charset", "XSD-04");
        }
        return document;
    }

    /** What mail libraries call it by themselves where every byte is one; it is UTF-8 too. */
    private static boolean isAscii(byte[] document) {
        for (byte one : document) {
            if (one < 0) {
                return false;
            }
        }
        return true;
    }

    private static boolean isDocument(MimeEntity entity) {
        return entity.is(DOCUMENT, "text/xml");
    }

    /** SIG-11: the root is the first part; a start parameter that names another one is two roots for two readers. */
    private static boolean isRoot(MimeEntity related, MimeEntity first) throws ProblemFound {
        Optional<String> start = related.contentType().parameter("start");
        return start.isEmpty() || start.equals(first.headers().once("Content-ID"));
    }

    private static AttachedBytes attachment(MimeEntity part, int number) throws ProblemFound {
        if (part.contentType().value().startsWith("multipart/")) {
            throw problem("nested parts");
        }
        Optional<String> disposition = part.headers().once("Content-Disposition");
        Optional<String> fileName = disposition.isEmpty()
                ? Optional.empty()
                : Parameters.parse(disposition.get()).text("filename");
        String name = fileName.or(() -> part.contentType().text("name"))
                .filter(text -> !text.isBlank() && text.length() <= LONGEST_NAME)
                .orElse("attachment-" + number);
        String type = part.contentType().value();
        return new AttachedBytes(
                name, AttachedBytes.isMediaType(type) ? type : "application/octet-stream", part.decoded());
    }

    private static ProblemFound problem(String where) {
        // SIG-11: the document first, then attachments, nothing nested (THREAT-31)
        return new ProblemFound(SignatureProblem.CONTENT, where, "SIG-11");
    }
}
