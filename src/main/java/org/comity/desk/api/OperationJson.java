package org.comity.desk.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.comity.dashboard.ListedOperation;
import org.comity.dashboard.OperationFile;
import org.comity.dashboard.OperationFile.Asked;
import org.comity.dashboard.OperationList;
import org.comity.dashboard.OperationPlace;
import org.comity.dashboard.PartnerPlace;
import org.comity.messages.Digest;

/** An operation as the interface gives it; {@code Operation} and {@code OperationFile} in {@code openapi.yaml}. */
record OperationJson(
        String id,
        String href,
        String reference,
        String title,
        String matter,
        Instant opened,
        String openedBy,
        String unit,
        TallyJson counts) {

    @JsonInclude(JsonInclude.Include.NON_ABSENT)
    record TallyJson(
            int partners,
            int awaiting,
            int received,
            int acknowledged,
            int preserved,
            int preservedInPart,
            int refused,
            int refusalsTold,
            int ours,
            int late,
            Optional<Instant> firstHoldEnds) {}

    /** @param next for the {@code cursor} of the following call; absent on the last page */
    @JsonInclude(JsonInclude.Include.NON_ABSENT)
    record PageJson(List<OperationJson> operations, Optional<String> next) {

        static PageJson of(OperationList.Page page) {
            return new PageJson(
                    page.operations().stream().map(OperationJson::of).toList(),
                    page.next().map(OperationPlace::cursor));
        }
    }

    static OperationJson of(ListedOperation operation) {
        ListedOperation.Tally tally = operation.tally();
        return new OperationJson(
                operation.id().toString(),
                OperationsApi.PATH + "/" + operation.id(),
                operation.reference(),
                operation.title(),
                operation.matterReference(),
                operation.opened(),
                operation.openedBy(),
                operation.unit(),
                new TallyJson(
                        tally.partners(),
                        tally.awaiting(),
                        tally.received(),
                        tally.acknowledged(),
                        tally.preserved(),
                        tally.preservedInPart(),
                        tally.refused(),
                        tally.refusalsTold(),
                        tally.ours(),
                        tally.late(),
                        tally.firstHoldEnds()));
    }

    /**
     * @param states how many of its requests are in which state
     * @param documentsSha256 what an approval of all that waits binds; absent: nothing waits
     * @param partners a page of them, who needs somebody first; {@code next} is the cursor of the following one
     */
    @JsonInclude(JsonInclude.Include.NON_ABSENT)
    record FileJson(
            OperationJson operation,
            Map<String, Integer> states,
            Optional<String> documentsSha256,
            List<AskedJson> partners,
            Optional<String> next,
            List<LeftOutJson> leftOut) {

        static FileJson of(OperationFile file, OperationFile.Page page) {
            Map<String, Integer> states = new LinkedHashMap<>();
            file.states().forEach((state, count) -> states.put(state.name(), count));
            return new FileJson(
                    OperationJson.of(file.operation()),
                    states,
                    file.toApprove().map(Digest::hex),
                    page.partners().stream().map(AskedJson::of).toList(),
                    page.next().map(PartnerPlace::cursor),
                    file.leftOut().stream()
                            .map(one -> new LeftOutJson(one.partner().value(), one.problems()))
                            .toList());
        }
    }

    record LeftOutJson(String partner, String problems) {}

    @JsonInclude(JsonInclude.Include.NON_ABSENT)
    record HoldJson(
            String state,
            Instant from,
            Instant until,
            boolean estimated,
            Optional<Instant> stated,
            boolean inPart,
            boolean heard) {}

    @JsonInclude(JsonInclude.Include.NON_ABSENT)
    record AskedJson(
            String partner,
            String request,
            String href,
            String reference,
            Optional<String> partnerReference,
            String state,
            String stateInWords,
            String nextMove,
            boolean ours,
            boolean refusalTold,
            String delivery,
            Optional<Instant> received,
            Optional<Instant> acknowledged,
            Optional<HoldJson> hold,
            Optional<String> ground,
            Optional<Instant> actBy,
            boolean estimated,
            Optional<String> problem,
            Optional<String> language,
            Optional<Boolean> languageFits,
            String documentSha256) {

        static AskedJson of(Asked one) {
            return new AskedJson(
                    one.partner().value(),
                    one.request().toString(),
                    "/api/v1/requests/" + one.request(),
                    one.reference(),
                    one.partnerReference(),
                    one.state().name(),
                    one.state().inWords(),
                    one.nextMove().name(),
                    one.ours(),
                    one.refusalTold(),
                    one.delivery().name(),
                    one.received(),
                    one.acknowledged(),
                    one.hold()
                            .map(held -> new HoldJson(
                                    held.state().name(),
                                    held.starts(),
                                    held.ends(),
                                    held.estimated(),
                                    held.stated(),
                                    held.inPart(),
                                    held.heard().isPresent())),
                    one.ground(),
                    one.actBy(),
                    one.estimated(),
                    one.problem(),
                    one.language(),
                    one.languageFits(),
                    one.documentSha256().hex());
        }
    }
}
