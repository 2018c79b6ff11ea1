package org.comity.desk.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.comity.casework.Conditions;
import org.comity.casework.Rejections;
import org.comity.casework.Senders;
import org.comity.dashboard.RequestFile;
import org.comity.desk.api.ProblemBody.Finding;
import org.comity.matters.ByHand;
import org.comity.matters.HandOver;
import org.comity.matters.Task;
import org.comity.messages.MessageId;
import org.comity.messages.Rejection;

/**
 * One request with its messages, proofs, clocks and timeline; {@code RequestFile} in {@code openapi.yaml}.
 *
 * @param avenue why its author chose this avenue
 * @param rejections what of ours the partner rejected and nothing of ours has replaced
 * @param reckoned why it is to be acted on by its instant, and from when that was counted
 * @param missing what the law misses in it, where it was recorded as it came by hand
 * @param sender of a partner's request: what is recorded of who sent it
 * @param handOver of its matter, while one is under way
 */
@JsonInclude(JsonInclude.Include.NON_ABSENT)
record RequestFileJson(
        RequestJson request,
        Optional<String> avenue,
        Optional<ReckonedJson> reckoned,
        List<MessageJson> messages,
        List<RejectionJson> rejections,
        Optional<String> ground,
        Optional<String> setAside,
        Optional<String> setAsideBy,
        Optional<HoldJson> hold,
        List<DeadlineJson> deadlines,
        List<TaskJson> tasks,
        Optional<HandOverJson> handOver,
        Optional<SenderJson> sender,
        List<ConditionJson> conditions,
        List<LinkJson> links,
        List<Finding> missing,
        List<MomentJson> timeline) {

    /**
     * @param document path of the document; what an approval binds is its digest
     * @param behind the earlier message that must be delivered first
     * @param givenUp why it goes nowhere, discarded or not carried by hand; {@code givenUpBy} decided that
     * @param supersededBy the message that left it nothing to say: of ours, approved first, or the partner's
     * @param readBack what both ends read to each other on the telephone
     * @param problems what stands in its way now, or what it was turned away for, each with a remedy
     */
    @JsonInclude(JsonInclude.Include.NON_ABSENT)
    record MessageJson(
            String id,
            String direction,
            String kind,
            Instant created,
            Instant notAfter,
            boolean exercise,
            String document,
            String documentSha256,
            Optional<String> author,
            Optional<String> approver,
            String delivery,
            String deliveryInWords,
            int attempts,
            Optional<Instant> nextTry,
            Optional<String> behind,
            Optional<String> parkedFor,
            Optional<String> lastProblem,
            List<Finding> problems,
            List<TryJson> tries,
            List<AttachmentJson> attachments,
            Optional<PartsJson> parts,
            Optional<ProofJson> receipt,
            List<ByHandJson> byHand,
            Optional<String> givenUp,
            Optional<String> givenUpBy,
            Optional<String> supersededBy,
            String readBack) {}

    /** @param more findings that the partner's message has beside these */
    record RejectionJson(
            String message,
            String kind,
            String by,
            Instant at,
            List<Rejection.Finding> findings,
            int more,
            String remedy) {
        private static final String REMEDY =
                "The partner takes it as not said. Correct it and send it again, by the path of its kind where moves names it; else telephone.";

        private static final String UNSAYABLE =
                "The partner takes it as not said, and nothing can be said again here. Telephone, and acknowledge the alert.";

        static RejectionJson of(Rejections.Standing standing) {
            return new RejectionJson(
                    standing.message().toString(),
                    standing.kind(),
                    standing.by().toString(),
                    standing.at(),
                    standing.findings(),
                    standing.more(),
                    standing.unsayable() ? UNSAYABLE : REMEDY);
        }
    }

    record PartyJson(String person, String organisation) {}

    record ScanJson(String href, String name, long length, String sha256) {}

    /**
     * @param confirmedBy the partner's own message that said the same later
     * @param contradictedBy the one that said something else, and counts
     */
    @JsonInclude(JsonInclude.Include.NON_ABSENT)
    record ByHandJson(
            String id,
            String what,
            Instant at,
            String way,
            PartyJson sender,
            PartyJson recipient,
            String number,
            Optional<ScanJson> scan,
            String recordedBy,
            Instant recorded,
            Optional<String> confirmedBy,
            Optional<String> contradictedBy,
            Optional<Boolean> agreed,
            Optional<String> said) {}

    /** @param found what the scanner found, by its own word */
    @JsonInclude(JsonInclude.Include.NON_ABSENT)
    record AttachmentJson(
            String href,
            String name,
            String mediaType,
            long length,
            String sha256,
            int parts,
            boolean complete,
            String scan,
            Optional<String> found) {}

    /** @param there of {@code all}, those that have arrived */
    record PartsJson(int all, int there) {}

    @JsonInclude(JsonInclude.Include.NON_ABSENT)
    record TryJson(Instant at, long tookMillis, String outcome, Optional<String> problem) {}

    record ProofJson(String href, String direction, Instant at, String disposition, String mic, String signer) {}

    record ReckonedJson(String because, Instant since) {}

    /** @param heard its present end was recorded by hand, and no message of the partner says it */
    @JsonInclude(JsonInclude.Include.NON_ABSENT)
    record HoldJson(
            String state,
            Instant starts,
            Instant ends,
            boolean estimated,
            Optional<Instant> stated,
            List<Integer> part,
            boolean heard) {}

    @JsonInclude(JsonInclude.Include.NON_ABSENT)
    record DeadlineJson(
            String rule,
            String source,
            String says,
            String outcome,
            Optional<Instant> due,
            Optional<Instant> latest,
            Optional<Instant> warnAt,
            boolean estimated,
            String provenance,
            String state,
            Optional<String> stopped) {}

    /**
     * @param by the message that set it
     * @param accepted since when it binds
     */
    @JsonInclude(JsonInclude.Include.NON_ABSENT)
    record ConditionJson(
            String kind, Optional<String> demand, Optional<LocalDate> dueBy, String by, Optional<Instant> accepted) {
        static ConditionJson of(Conditions.Term term) {
            return new ConditionJson(
                    term.condition().kind().name(),
                    Optional.of(term.condition().demand()).filter(demand -> !demand.isBlank()),
                    term.condition().dueBy(),
                    term.by().toString(),
                    term.accepted());
        }
    }

    /** @param direction {@code BUILDS_ON} an earlier request, or {@code FOLLOWED_BY} a later one */
    @JsonInclude(JsonInclude.Include.NON_ABSENT)
    record LinkJson(
            String relation,
            String direction,
            String request,
            String href,
            String reference,
            String partner,
            Optional<Instant> arrived) {
        static LinkJson of(RequestFile.Linked linked) {
            return new LinkJson(
                    linked.relation().name(),
                    linked.later() ? "FOLLOWED_BY" : "BUILDS_ON",
                    linked.request().toString(),
                    "/api/v1/requests/" + linked.request(),
                    linked.reference(),
                    linked.partner().value(),
                    linked.arrived());
        }
    }

    /**
     * @param href what is posted to, with {@code /done} or {@code /not-needed} behind it
     * @param needed false: it was ticked off because it need not be done
     * @param said what was done, or why it need not be
     * @param with the message that did it, or that carries what was made
     */
    @JsonInclude(JsonInclude.Include.NON_ABSENT)
    record TaskJson(
            String href,
            String kind,
            String inWords,
            Optional<Instant> due,
            Instant opened,
            Optional<Instant> done,
            Optional<String> doneBy,
            Optional<Boolean> needed,
            Optional<String> said,
            Optional<String> with,
            Optional<String> note) {

        static TaskJson of(Task task) {
            return new TaskJson(
                    "/api/v1/requests/" + task.request() + "/tasks/" + task.id(),
                    task.kind().name(),
                    task.kind().inWords(),
                    task.due(),
                    task.opened(),
                    task.done().map(Task.Done::at),
                    task.done().map(Task.Done::by),
                    task.done().map(Task.Done::needed),
                    task.done().flatMap(Task.Done::said),
                    task.done().flatMap(Task.Done::with).map(MessageId::toString),
                    task.note());
        }
    }

    /** @param needed what the kind asks of who sends it, for people */
    record SenderJson(String needed, List<String> designations, String standing) {
        static SenderJson of(Senders.Sender sender) {
            return new SenderJson(
                    sender.inWords(),
                    sender.designations().stream().map(Enum::name).sorted().toList(),
                    sender.standing().name());
        }
    }

    /** @param from the unit in charge until one of {@code to} takes it over */
    record HandOverJson(String from, String to, String why, Instant offered, String offeredBy) {
        static HandOverJson of(HandOver offer) {
            return new HandOverJson(
                    offer.from().value(), offer.to().value(), offer.why(), offer.offered(), offer.offeredBy());
        }
    }

    @JsonInclude(JsonInclude.Include.NON_ABSENT)
    record MomentJson(
            Instant at,
            String event,
            String actor,
            Optional<String> message,
            Map<String, String> detail,
            OptionalLong journalNumber) {}

    static RequestFileJson of(
            RequestFile file,
            Optional<String> avenue,
            Optional<HandOver> handOver,
            Optional<Senders.Sender> sender,
            List<Conditions.Term> conditions,
            List<Rejections.Standing> rejections,
            Explained explained) {
        String href = "/api/v1/requests/" + file.request().id() + "/messages/";
        return new RequestFileJson(
                RequestJson.of(file.request()),
                avenue,
                file.reckoned().map(by -> new ReckonedJson(by.because().name(), by.since())),
                file.messages().stream()
                        .map(sent -> message(sent, href + sent.id(), explained))
                        .toList(),
                rejections.stream().map(RejectionJson::of).toList(),
                file.ending().ground(),
                file.ending().setAside(),
                file.ending().setAsideBy(),
                file.hold()
                        .map(hold -> new HoldJson(
                                hold.state().name(),
                                hold.starts(),
                                hold.ends(),
                                hold.estimated(),
                                hold.stated(),
                                hold.part(),
                                file.request().holdHeard().isPresent())),
                file.deadlines().stream()
                        .map(clock -> new DeadlineJson(
                                clock.rule(),
                                clock.source(),
                                clock.says(),
                                clock.outcome(),
                                clock.due(),
                                clock.latest(),
                                clock.warnAt(),
                                clock.estimated(),
                                clock.provenance(),
                                clock.state(),
                                clock.stopped()))
                        .toList(),
                file.tasks().stream().map(TaskJson::of).toList(),
                handOver.map(HandOverJson::of),
                sender.map(SenderJson::of),
                conditions.stream().map(ConditionJson::of).toList(),
                file.links().stream().map(LinkJson::of).toList(),
                file.missing().stream().map(Explained::missing).toList(),
                file.timeline().stream()
                        .map(moment -> new MomentJson(
                                moment.at(),
                                moment.event(),
                                moment.actor(),
                                moment.message().map(MessageId::toString),
                                moment.detail(),
                                moment.number()))
                        .toList());
    }

    private static MessageJson message(RequestFile.Sent sent, String href, Explained explained) {
        return new MessageJson(
                sent.id().toString(),
                sent.direction().name(),
                sent.kind(),
                sent.created(),
                sent.notAfter(),
                sent.exercise(),
                href + "/document",
                sent.documentSha256(),
                sent.author(),
                sent.approver(),
                sent.state().name(),
                sent.state().inWords(),
                sent.attempts(),
                sent.nextTry(),
                sent.behind().map(MessageId::toString),
                sent.parkedFor(),
                sent.lastProblem(),
                explained.problems(sent),
                sent.tries().stream()
                        .map(tried ->
                                new TryJson(tried.at(), tried.took().toMillis(), tried.outcome(), tried.problem()))
                        .toList(),
                sent.attachments().stream()
                        .map(file -> new AttachmentJson(
                                href + "/attachments/" + file.sha256().hex(),
                                file.name(),
                                file.mediaType(),
                                file.length(),
                                file.sha256().hex(),
                                file.parts(),
                                file.complete(),
                                file.look().name(),
                                file.found()))
                        .toList(),
                Optional.of(new PartsJson(sent.parts(), sent.partsThere())).filter(parts -> parts.all() > 0),
                sent.receipt()
                        .map(proof -> new ProofJson(
                                href + "/receipt",
                                proof.direction().name(),
                                proof.at(),
                                proof.disposition(),
                                proof.mic(),
                                proof.signer())),
                sent.byHand().stream().map(record -> byHand(record, href)).toList(),
                sent.givenUp(),
                sent.givenUpBy(),
                sent.supersededBy().map(MessageId::toString),
                sent.readBackCode().toString());
    }

    private static ByHandJson byHand(ByHand record, String href) {
        return new ByHandJson(
                record.id().toString(),
                record.what().name(),
                record.at(),
                record.way().name(),
                party(record.sender()),
                party(record.recipient()),
                record.number(),
                record.scan()
                        .map(scan -> new ScanJson(
                                href + "/by-hand/" + record.id() + "/scan",
                                scan.name(),
                                scan.length(),
                                scan.sha256().hex())),
                record.recordedBy(),
                record.recorded(),
                record.confirmedBy().map(MessageId::toString),
                record.contradictedBy().map(MessageId::toString),
                record.agreed(),
                record.said());
    }

    private static PartyJson party(ByHand.Party party) {
        return new PartyJson(party.person(), party.organisation());
    }
}
