package org.comity.desk.api;

import static org.comity.desk.api.Fields.orEmpty;
import static org.comity.desk.api.ProblemsMet.orAnswer;
import static org.springframework.http.MediaType.MULTIPART_FORM_DATA_VALUE;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.comity.casework.Files;
import org.comity.casework.OnceOnly;
import org.comity.casework.OpenedFiles;
import org.comity.casework.OwnAccesses;
import org.comity.casework.StoredFile;
import org.comity.casework.WrittenAccess;
import org.comity.matters.OwnAccess;
import org.comity.messages.Digest;
import org.comity.people.Actor;
import org.comity.problems.DeskProblem;
import org.comity.problems.GatewayBug;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.Resource;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestPart;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.multipart.MultipartFile;

/** UC-26: the log of own accesses of a matter (PUB-32). Entries are added and never changed. */
@RestController
class AccessesApi {
    static final String PATH = "/api/v1/matters/{reference}/accesses";

    private final OwnAccesses accesses;
    private final OpenedFiles opened;
    private final Files files;
    private final OnceOnly onceOnly;
    private final ObjectMapper json;

    AccessesApi(OwnAccesses accesses, OpenedFiles opened, Files files, OnceOnly onceOnly, ObjectMapper json) {
        this.accesses = accesses;
        this.opened = opened;
        this.files = files;
        this.onceOnly = onceOnly;
        this.json = json;
    }

    /** Who consented, with what authority, how it is known to be voluntary, and where that can be read. */
    record ConsentJson(
            @Nullable String person,
            @Nullable String authority,
            @Nullable String voluntary,
            @Nullable String evidence) {
        static final ConsentJson NONE = new ConsentJson(null, null, null, null);

        OwnAccess.Consent consent() {
            return new OwnAccess.Consent(orEmpty(person), orEmpty(authority), orEmpty(voluntary), orEmpty(evidence));
        }

        static ConsentJson of(OwnAccess.Consent told) {
            return new ConsentJson(told.person(), told.authority(), told.voluntary(), told.evidence());
        }
    }

    record WrittenJson(
            @Nullable String basis,
            @Nullable String data,
            @Nullable String source,
            @Nullable Instant at,
            @Nullable String accessedBy,
            @Nullable String state,
            @Nullable ConsentJson consent,
            @Nullable String corrects,
            @Nullable String why) {
        static final WrittenJson NONE = new WrittenJson(null, null, null, null, null, null, null, null, null);

        WrittenAccess written(Optional<StoredFile> scan) {
            return new WrittenAccess(
                    orEmpty(basis),
                    orEmpty(data),
                    orEmpty(source),
                    Optional.ofNullable(at),
                    orEmpty(accessedBy),
                    orEmpty(state),
                    Optional.ofNullable(consent).orElse(ConsentJson.NONE).consent(),
                    orEmpty(corrects),
                    orEmpty(why),
                    scan);
        }
    }

    /** @param party whether ETS 185 is recorded to bind us and the State; absent: no other State is named */
    @JsonInclude(JsonInclude.Include.NON_ABSENT)
    record EntryJson(
            UUID id,
            String basis,
            String citation,
            String data,
            String source,
            Instant at,
            String accessedBy,
            Optional<String> state,
            Optional<Boolean> party,
            Optional<ConsentJson> consent,
            Optional<UUID> corrects,
            Optional<String> why,
            Optional<UUID> correctedBy,
            Optional<RequestFileJson.ScanJson> scan,
            Instant recorded,
            String recordedBy) {

        static EntryJson of(String matter, OwnAccesses.Logged logged) {
            OwnAccess entry = logged.entry();
            return new EntryJson(
                    entry.id(),
                    entry.basis().name(),
                    entry.basis().source().value(),
                    entry.data(),
                    entry.source(),
                    entry.at(),
                    entry.by(),
                    entry.state(),
                    logged.party(),
                    entry.consent().map(ConsentJson::of),
                    entry.corrects().map(OwnAccess.Correction::entry),
                    entry.corrects().map(OwnAccess.Correction::why),
                    logged.correctedBy(),
                    entry.scan()
                            .map(proof -> new RequestFileJson.ScanJson(
                                    PATH.replace("{reference}", matter) + "/" + entry.id() + "/scan",
                                    proof.name(),
                                    proof.length(),
                                    proof.sha256().hex())),
                    entry.recorded().at(),
                    entry.recorded().by());
        }
    }

    record LogJson(List<EntryJson> accesses) {}

    record LoggedJson(UUID id, String href) {}

    record InNewMatterJson(@Nullable String title, @Nullable WrittenJson access) {}

    record OpenedJson(String matter, String href) {}

    @GetMapping(PATH)
    LogJson log(@AuthenticationPrincipal Actor actor, @PathVariable("reference") String reference) {
        List<OwnAccesses.Logged> log =
                accesses.of(actor, reference).orElseThrow(() -> ProblemsMet.of(DeskProblem.NOT_FOUND.problem()));
        return new LogJson(
                log.stream().map(entry -> EntryJson.of(reference, entry)).toList());
    }

    @PostMapping(PATH)
    ResponseEntity<LoggedJson> record(
            @AuthenticationPrincipal Actor actor,
            @PathVariable("reference") String reference,
            @RequestHeader(IdempotencyKey.HEADER) Optional<String> key,
            @RequestBody WrittenJson body) {
        return record(actor, reference, key, body, Optional.empty());
    }

    /** Part {@code record} is the entry, {@code scan} its proof. */
    @PostMapping(path = PATH, consumes = MULTIPART_FORM_DATA_VALUE)
    ResponseEntity<LoggedJson> record(
            @AuthenticationPrincipal Actor actor,
            @PathVariable("reference") String reference,
            @RequestHeader(IdempotencyKey.HEADER) Optional<String> key,
            @RequestPart("record") WrittenJson body,
            @RequestPart("scan") Optional<MultipartFile> scan) {
        UUID id = orAnswer(onceOnly.once(
                actor,
                IdempotencyKey.of(key),
                digest(reference, body, scan),
                () -> accesses.record(actor, reference, body.written(WrittenDownJson.stored(scan, files))),
                UUID::fromString));
        String href = PATH.replace("{reference}", reference);
        return ResponseEntity.created(URI.create(href)).body(new LoggedJson(id, href));
    }

    @GetMapping(PATH + "/{entry}/scan")
    ResponseEntity<Resource> scan(
            @AuthenticationPrincipal Actor actor,
            @PathVariable("reference") String reference,
            @PathVariable("entry") String entry) {
        return Download.attachment(orAnswer(opened.access(actor, reference, Ids.uuid(entry))));
    }

    /** Where the access is the first that is known of a matter. */
    @PostMapping("/api/v1/accesses")
    ResponseEntity<OpenedJson> recordInNew(
            @AuthenticationPrincipal Actor actor,
            @RequestHeader(IdempotencyKey.HEADER) Optional<String> key,
            @RequestBody InNewMatterJson body) {
        return recordInNew(actor, key, body, Optional.empty());
    }

    /** As {@link #recordInNew(Actor, Optional, InNewMatterJson)}, with a proof. */
    @PostMapping(path = "/api/v1/accesses", consumes = MULTIPART_FORM_DATA_VALUE)
    ResponseEntity<OpenedJson> recordInNew(
            @AuthenticationPrincipal Actor actor,
            @RequestHeader(IdempotencyKey.HEADER) Optional<String> key,
            @RequestPart("record") InNewMatterJson body,
            @RequestPart("scan") Optional<MultipartFile> scan) {
        WrittenJson access = Optional.ofNullable(body.access()).orElse(WrittenJson.NONE);
        String matter = orAnswer(onceOnly.once(
                actor,
                IdempotencyKey.of(key),
                digest("", body, scan),
                () -> accesses.recordInNew(
                        actor, orEmpty(body.title()), access.written(WrittenDownJson.stored(scan, files))),
                Function.identity()));
        String href = PATH.replace("{reference}", matter);
        return ResponseEntity.created(URI.create(href)).body(new OpenedJson(matter, href));
    }

    private Digest digest(String reference, Record body, Optional<MultipartFile> scan) {
        try {
            byte[] fields = (reference + json.writeValueAsString(body)).getBytes(StandardCharsets.UTF_8);
            return Attached.digest(fields, scan.stream().toList());
        } catch (JsonProcessingException impossible) {
            throw new GatewayBug("what was read as JSON can be written as JSON", impossible);
        }
    }
}
