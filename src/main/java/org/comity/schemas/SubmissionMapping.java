package org.comity.schemas;

import java.util.Optional;
import org.comity.messages.Submission;
import org.comity.partners.AgencyId;
import org.comity.schemas.v1.EnclosureElement;
import org.comity.schemas.v1.SubmissionElement;

/** The root {@code submission}. */
final class SubmissionMapping {

    private SubmissionMapping() {}

    static Submission read(SubmissionElement element) {
        return new Submission(
                Optional.ofNullable(element.getFrom()).map(AgencyId::new),
                new AgencyId(element.getTo()),
                Optional.ofNullable(element.getCopyTo()).map(AgencyId::new),
                Optional.ofNullable(element.getMatter()),
                Optional.ofNullable(element.getTitle()),
                Optional.ofNullable(element.getNotAfter()),
                ContentMapping.read(element),
                element.getEnclosure().stream()
                        .map(file -> new Submission.Enclosure(file.getName(), file.getMediaType()))
                        .toList());
    }

    static SubmissionElement write(Submission submission) {
        SubmissionElement element = new SubmissionElement();
        element.setFrom(submission.from().map(AgencyId::value).orElse(null));
        element.setTo(submission.to().value());
        element.setCopyTo(submission.copyTo().map(AgencyId::value).orElse(null));
        element.setMatter(submission.matterReference().orElse(null));
        element.setTitle(submission.title().orElse(null));
        element.setNotAfter(submission.notAfter().orElse(null));
        ContentMapping.write(submission.content(), element);
        submission.attachments().stream().map(SubmissionMapping::enclosure).forEach(element.getEnclosure()::add);
        return element;
    }

    private static EnclosureElement enclosure(Submission.Enclosure enclosure) {
        EnclosureElement element = new EnclosureElement();
        element.setName(enclosure.name());
        element.setMediaType(enclosure.mediaType());
        return element;
    }
}
