package org.comity.desk.api;

import static org.comity.desk.api.ProblemsMet.orAnswer;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Function;
import org.comity.casework.Addressees;
import org.comity.casework.Files;
import org.comity.casework.OnceOnly;
import org.comity.casework.OperationApprovals;
import org.comity.casework.Operations;
import org.comity.dashboard.OperationFile;
import org.comity.dashboard.OperationList;
import org.comity.dashboard.OperationPlace;
import org.comity.dashboard.PartnerPlace;
import org.comity.desk.OperationTable;
import org.comity.matters.OperationId;
import org.comity.messages.Digest;
import org.comity.messages.Submission;
import org.comity.partners.AgencyId;
import org.comity.people.Actor;
import org.comity.problems.DeskProblem;
import org.comity.schemas.MessageXml;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RequestPart;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.multipart.MultipartFile;

/** UC-19: the same asked of many partners, and followed as one. */
@RestController
@RequestMapping(OperationsApi.PATH)
class OperationsApi {
    static final String PATH = "/api/v1/operations";

    private final MessageXml xml;
    private final Operations operations;
    private final OperationApprovals approvals;
    private final OperationList list;
    private final OperationTable table;
    private final Files files;
    private final OnceOnly onceOnly;

    OperationsApi(
            MessageXml xml,
            Operations operations,
            OperationApprovals approvals,
            OperationList list,
            OperationTable table,
            Files files,
            OnceOnly onceOnly) {
        this.xml = xml;
        this.operations = operations;
        this.approvals = approvals;
        this.list = list;
        this.table = table;
        this.files = files;
        this.onceOnly = onceOnly;
    }

    record OpenedJson(String id, String href) {
        static OpenedJson of(OperationId id) {
            return new OpenedJson(id.toString(), PATH + "/" + id);
        }
    }

    /** @param sha256 {@code documentsSha256} of what the approver has read (THREAT-94) */
    record ApprovalJson(@Nullable String sha256) {}

    @PostMapping(consumes = {MediaType.APPLICATION_XML_VALUE, MediaType.APPLICATION_JSON_VALUE})
    ResponseEntity<OpenedJson> submit(
            @AuthenticationPrincipal Actor actor,
            @RequestHeader(IdempotencyKey.HEADER) Optional<String> key,
            @RequestParam("to") Optional<List<String>> to,
            @RequestParam(name = "skip", defaultValue = "false") boolean skip,
            @RequestHeader("Content-Type") MediaType type,
            @RequestBody byte[] document) {
        return submit(actor, key, to.orElse(List.of()), skip, HandedIn.alone(type, document));
    }

    /** Part {@code submission} is the document; every further part is a file, which goes to all. */
    @PostMapping(consumes = MediaType.MULTIPART_FORM_DATA_VALUE)
    ResponseEntity<OpenedJson> submitWithFiles(
            @AuthenticationPrincipal Actor actor,
            @RequestHeader(IdempotencyKey.HEADER) Optional<String> key,
            @RequestParam("to") Optional<List<String>> to,
            @RequestParam(name = "skip", defaultValue = "false") boolean skip,
            @RequestPart("submission") MultipartFile document,
            @RequestPart(name = "attachment", required = false) Optional<List<MultipartFile>> attachments)
            throws IOException {
        return submit(actor, key, to.orElse(List.of()), skip, HandedIn.withFiles(document, attachments));
    }

    @GetMapping
    OperationJson.PageJson list(
            @AuthenticationPrincipal Actor actor,
            @RequestParam("cursor") Optional<String> cursor,
            @RequestParam(name = "limit", defaultValue = "50") int limit) {
        return OperationJson.PageJson.of(list.page(actor, place(cursor, OperationPlace::parse), allowed(limit)));
    }

    /** @param cursor of the partners, {@code limit} of which it lists */
    @GetMapping("/{id}")
    OperationJson.FileJson file(
            @AuthenticationPrincipal Actor actor,
            @PathVariable("id") String id,
            @RequestParam("cursor") Optional<String> cursor,
            @RequestParam(name = "limit", defaultValue = "50") int limit) {
        Optional<PartnerPlace> after = place(cursor, PartnerPlace::parse);
        OperationFile file = open(actor, id);
        return OperationJson.FileJson.of(file, file.page(after, allowed(limit)));
    }

    @GetMapping("/{id}/table.csv")
    ResponseEntity<byte[]> table(@AuthenticationPrincipal Actor actor, @PathVariable("id") String id) {
        OperationFile file = open(actor, id);
        return Download.table(file.operation().reference(), table.csv(file));
    }

    @PostMapping("/{id}/approve")
    OpenedJson approve(
            @AuthenticationPrincipal Actor actor, @PathVariable("id") String id, @RequestBody ApprovalJson body) {
        Fields.needed(Fields.field("sha256", body.sha256));
        return OpenedJson.of(orAnswer(approvals.approve(actor, known(id), Fields.digest("sha256", body.sha256))));
    }

    /** @param reason for our own people, never sent */
    record DiscardJson(@Nullable String reason) {}

    @PostMapping("/{id}/discard")
    OpenedJson discard(
            @AuthenticationPrincipal Actor actor, @PathVariable("id") String id, @RequestBody DiscardJson body) {
        return OpenedJson.of(orAnswer(approvals.discard(actor, known(id), Fields.orEmpty(body.reason))));
    }

    private ResponseEntity<OpenedJson> submit(
            Actor actor, Optional<String> key, List<String> to, boolean skip, HandedIn given) {
        String asked = String.join(",", new TreeSet<>(to)) + " " + skip + " ";
        Digest all = Digest.of((asked + given.digest().hex()).getBytes(StandardCharsets.UTF_8));
        OperationId id = orAnswer(onceOnly.once(
                actor,
                IdempotencyKey.of(key),
                all,
                () -> given.submission(xml)
                        .then(submission -> operations.submit(
                                actor, submission, addressees(submission, to, skip), given.stored(files))),
                known -> new OperationId(UUID.fromString(known))));
        OpenedJson opened = OpenedJson.of(id);
        return ResponseEntity.created(URI.create(opened.href)).body(opened);
    }

    /** The one that the document names, and those of the parameter. */
    private static Addressees addressees(Submission submission, List<String> to, boolean skip) {
        SortedSet<AgencyId> all = new TreeSet<>();
        all.add(submission.to());
        for (String one : to) {
            if (!AgencyId.isValid(one)) {
                throw invalidAddressees();
            }
            all.add(new AgencyId(one));
        }
        if (all.size() < 2 || all.size() > Addressees.MOST) {
            throw invalidAddressees();
        }
        return new Addressees(all, skip);
    }

    static <P> Optional<P> place(Optional<String> cursor, Function<String, Optional<P>> parse) {
        return cursor.map(text ->
                parse.apply(text).orElseThrow(() -> ProblemsMet.of(DeskProblem.PARAMETER_INVALID.at("cursor"))));
    }

    private static int allowed(int limit) {
        if (limit < 1 || limit > OperationList.LARGEST_PAGE) {
            throw ProblemsMet.of(DeskProblem.PARAMETER_INVALID.at("limit"));
        }
        return limit;
    }

    private static ProblemsMet invalidAddressees() {
        return ProblemsMet.of(DeskProblem.PARAMETER_INVALID.at("to"));
    }

    private OperationFile open(Actor actor, String id) {
        return list.open(actor, known(id)).orElseThrow(() -> ProblemsMet.of(DeskProblem.NOT_FOUND.problem()));
    }

    private static OperationId known(String id) {
        return new OperationId(Ids.uuid(id));
    }
}
