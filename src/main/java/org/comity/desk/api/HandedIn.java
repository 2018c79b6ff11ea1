package org.comity.desk.api;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.comity.casework.Files;
import org.comity.casework.StoredFile;
import org.comity.messages.Digest;
import org.comity.messages.Submission;
import org.comity.problems.Checked;
import org.comity.problems.DeskProblem;
import org.comity.schemas.MessageXml;
import org.springframework.http.MediaType;
import org.springframework.web.multipart.MultipartFile;

/**
 * A document as it was handed in, with the files beside it.
 *
 * @param type XML, or JSON of the same shape
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record HandedIn(MediaType type, byte[] document, List<MultipartFile> attachments) {

    static HandedIn alone(MediaType type, byte[] document) {
        return new HandedIn(type, document, List.of());
    }

    /** Its part says whether it is XML or JSON; XML where it says nothing. */
    static HandedIn withFiles(MultipartFile document, Optional<List<MultipartFile>> attachments) throws IOException {
        byte[] bytes = BoundedBodies.whole(document.getInputStream(), "submission");
        MediaType type = Optional.ofNullable(document.getContentType())
                .map(MediaType::parseMediaType)
                .orElse(MediaType.APPLICATION_XML);
        if (!type.isCompatibleWith(MediaType.APPLICATION_XML) && !type.isCompatibleWith(MediaType.APPLICATION_JSON)) {
            throw ProblemsMet.of(DeskProblem.MEDIA_TYPE_UNKNOWN.at("submission"));
        }
        return new HandedIn(type, bytes, attachments.orElse(List.of()));
    }

    Checked<Submission> submission(MessageXml xml) {
        return type.isCompatibleWith(MediaType.APPLICATION_JSON)
                ? xml.readSubmissionJson(document)
                : xml.readSubmission(document);
    }

    List<StoredFile> stored(Files files) {
        return Attached.stored(attachments, files);
    }

    /** Over everything, so that a repeated key with another body is noticed. */
    Digest digest() {
        return Attached.digest(document, attachments);
    }
}
