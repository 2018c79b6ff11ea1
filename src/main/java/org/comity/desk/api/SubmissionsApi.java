package org.comity.desk.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.comity.casework.Files;
import org.comity.casework.NotHeld;
import org.comity.casework.OnceOnly;
import org.comity.casework.Senders;
import org.comity.casework.Submissions;
import org.comity.casework.TwiceAsked;
import org.comity.dashboard.CorrectedHolds;
import org.comity.law.RequestKind;
import org.comity.messages.MessageId;
import org.comity.messages.PreservationRequest;
import org.comity.messages.Submission;
import org.comity.people.Actor;
import org.comity.problems.Checked;
import org.comity.schemas.MessageXml;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RequestPart;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.multipart.MultipartFile;

/** UC-01: handing in a request, as XML, as JSON of the same shape, or either with files beside it. */
@RestController
@RequestMapping("/api/v1/requests")
class SubmissionsApi {
    private static final Logger LOG = LoggerFactory.getLogger(SubmissionsApi.class);

    private final MessageXml xml;
    private final Submissions submissions;
    private final Files files;
    private final OnceOnly onceOnly;
    private final TwiceAsked twiceAsked;
    private final NotHeld notHeld;
    private final Senders senders;
    private final CorrectedHolds correctedHolds;
    private final Clock clock;

    SubmissionsApi(
            MessageXml xml,
            Submissions submissions,
            Files files,
            OnceOnly onceOnly,
            TwiceAsked twiceAsked,
            NotHeld notHeld,
            Senders senders,
            CorrectedHolds correctedHolds,
            Clock clock) {
        this.xml = xml;
        this.submissions = submissions;
        this.files = files;
        this.onceOnly = onceOnly;
        this.twiceAsked = twiceAsked;
        this.notHeld = notHeld;
        this.senders = senders;
        this.correctedHolds = correctedHolds;
        this.clock = clock;
    }

    /** @param cautions what the author probably did not mean; it is handed in all the same */
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    record SubmittedJson(String id, String href, List<CautionJson> cautions) {}

    /** @param request the other one, and {@code href} its path, where there is one */
    @JsonInclude(JsonInclude.Include.NON_ABSENT)
    record CautionJson(String about, String sentence, Optional<String> request, Optional<String> href) {
        static CautionJson of(TwiceAsked.Other other) {
            return new CautionJson(
                    "asked-already",
                    other.inWords(),
                    Optional.of(other.request().toString()),
                    Optional.of("/api/v1/requests/" + other.request()));
        }

        /** UC-17/2a. */
        static CautionJson ofHeld(CorrectedHolds.Held corrected) {
            return new CautionJson(
                    "corrects-held",
                    "Data are held under " + corrected.reference()
                            + " and stay held: this correction does not replace it, and asks anew beside it.",
                    Optional.of(corrected.id().toString()),
                    Optional.of("/api/v1/requests/" + corrected.id()));
        }

        /** UC-16/1d. */
        static CautionJson of(NotHeld.Missing item) {
            return new CautionJson("not-held", item.inWords(), Optional.empty(), Optional.empty());
        }

        /** UC-25/1a. */
        static CautionJson of(Senders.Sender sender) {
            return new CautionJson(
                    "sender-not-recorded",
                    "It is for " + sender.inWords()
                            + " to send this. What the unit is designated for is not recorded, so nobody compared it.",
                    Optional.empty(),
                    Optional.empty());
        }

        /** UC-01/4b: what a draft on the pages is cautioned about. */
        static CautionJson ofPeriod(OffsetDateTime end) {
            return new CautionJson(
                    "period-future",
                    "A period ends at " + end
                            + ", which is still to come: preservation keeps what is stored when it is done, and what comes later may not be held.",
                    Optional.empty(),
                    Optional.empty());
        }
    }

    @PostMapping(consumes = {MediaType.APPLICATION_XML_VALUE, MediaType.APPLICATION_JSON_VALUE})
    ResponseEntity<SubmittedJson> submit(
            @AuthenticationPrincipal Actor actor,
            @RequestHeader(IdempotencyKey.HEADER) Optional<String> key,
            @RequestHeader("Content-Type") MediaType type,
            @RequestParam(name = "avenue", required = false) Optional<String> avenue,
            @RequestBody byte[] document) {
        return submit(actor, key, HandedIn.alone(type, document), avenue.orElse(""));
    }

    /** Part {@code submission} is the document; every further part is a file. */
    @PostMapping(consumes = MediaType.MULTIPART_FORM_DATA_VALUE)
    ResponseEntity<SubmittedJson> submitWithFiles(
            @AuthenticationPrincipal Actor actor,
            @RequestHeader(IdempotencyKey.HEADER) Optional<String> key,
            @RequestParam(name = "avenue", required = false) Optional<String> avenue,
            @RequestPart("submission") MultipartFile document,
            @RequestPart(name = "attachment", required = false) Optional<List<MultipartFile>> attachments)
            throws IOException {
        return submit(actor, key, HandedIn.withFiles(document, attachments), avenue.orElse(""));
    }

    private ResponseEntity<SubmittedJson> submit(Actor actor, Optional<String> key, HandedIn given, String avenue) {
        Checked<Submission> read = given.submission(xml);
        MessageId id = ProblemsMet.orAnswer(onceOnly.once(
                actor,
                IdempotencyKey.of(key),
                given.digest(),
                () -> read.then(submission -> submissions.submit(actor, submission, given.stored(files), avenue))));
        String href = "/api/v1/requests/" + id;
        return ResponseEntity.created(URI.create(href))
                .body(new SubmittedJson(
                        id.toString(),
                        href,
                        Stream.concat(recorded(actor, id, read), toCome(read)).toList()));
    }

    /** It is handed in, whatever becomes of the look at what else is recorded. */
    private Stream<CautionJson> recorded(Actor actor, MessageId id, Checked<Submission> read) {
        return Stream.of(
                        looked(id, () -> twiceAsked.of(actor, id).stream().map(CautionJson::of)),
                        looked(id, () -> correctedHolds(actor, read)),
                        looked(
                                id,
                                () -> read instanceof Checked.Passed<Submission>(var submission)
                                        ? notHeld.in(actor, submission.content()).stream()
                                                .map(CautionJson::of)
                                        : Stream.empty()),
                        looked(
                                id,
                                () -> senders
                                        .of(actor, id)
                                        .filter(sender -> sender.standing() == RequestKind.Standing.NOT_RECORDED)
                                        .map(CautionJson::of)
                                        .stream()))
                .flatMap(cautions -> cautions);
    }

    private Stream<CautionJson> correctedHolds(Actor actor, Checked<Submission> read) {
        return read instanceof Checked.Passed<Submission>(var submission)
                ? correctedHolds.of(actor, submission.to(), submission.content()).stream()
                        .map(CautionJson::ofHeld)
                : Stream.empty();
    }

    private static Stream<CautionJson> looked(MessageId id, Supplier<Stream<CautionJson>> look) {
        try {
            return look.get().toList().stream(); // here, where it is caught
        } catch (RuntimeException away) {
            LOG.warn("what to caution {} about is not known: {}", id, away.toString());
            return Stream.empty();
        }
    }

    private Stream<CautionJson> toCome(Checked<Submission> read) {
        return read instanceof Checked.Passed<Submission>(var submission)
                        && submission.content() instanceof PreservationRequest request
                ? request.data().stream()
                        .flatMap(item -> item.endsAfter(clock.instant()).stream())
                        .distinct()
                        .map(CautionJson::ofPeriod)
                : Stream.empty();
    }
}
