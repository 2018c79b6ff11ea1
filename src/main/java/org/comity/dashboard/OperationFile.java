package org.comity.dashboard;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.comity.dashboard.PartnerPlace.Need;
import org.comity.matters.ByHand;
import org.comity.matters.DeliveryState;
import org.comity.matters.HoldState;
import org.comity.matters.NextMove;
import org.comity.matters.Operation;
import org.comity.matters.RequestState;
import org.comity.messages.Digest;
import org.comity.messages.MessageId;
import org.comity.partners.AgencyId;

/** UC-19: everything about one operation but the content of its messages, a line for each partner. */
public record OperationFile(ListedOperation operation, List<Asked> asked, List<LeftOut> leftOut) {

    public OperationFile {
        asked = List.copyOf(asked);
        leftOut = List.copyOf(leftOut);
    }

    /**
     * One partner and its request.
     *
     * @param ours something of it is ours to do, whoever has the next move; {@code toApprove}, {@code rejected} and {@code refusalTold} as of {@link ListedRequest}
     * @param received when its signed receipt was verified, or when it arrived by hand
     * @param acknowledged when its acknowledgement was processed
     * @param hold as it stands on the request
     * @param ground code of the ground on which it refused
     * @param actBy by when to act, or the end of the hold (UC-11/2)
     * @param problem codes of what its request met last, while that stands in the way
     * @param language of the document; {@code languageFits} is empty where the partner's are not recorded
     * @param documentSha256 of the document that asks it
     */
    public record Asked(
            AgencyId partner,
            MessageId request,
            String reference,
            Optional<String> partnerReference,
            RequestState state,
            NextMove nextMove,
            boolean ours,
            boolean toApprove,
            boolean rejected,
            boolean refusalTold,
            DeliveryState delivery,
            Optional<Instant> received,
            Optional<Instant> acknowledged,
            Optional<Held> hold,
            Optional<String> ground,
            Optional<Instant> actBy,
            boolean estimated,
            Optional<String> problem,
            Optional<String> author,
            Optional<String> language,
            Optional<Boolean> languageFits,
            Digest documentSha256) {

        PartnerPlace place() {
            Need need = nextMove == NextMove.NOBODY && !ours
                    ? Need.OVER
                    : received.isEmpty() || problem.isPresent() ? Need.NOT_THERE : Need.UNDER_WAY;
            return new PartnerPlace(need, actBy, partner);
        }

        public boolean awaitsApproval() {
            return delivery == DeliveryState.AWAITING_APPROVAL;
        }

        /** Whether it goes on once a second person has read what was written since, whoever has the next move. */
        public boolean isAnswerToApprove() {
            return toApprove && state != RequestState.AWAITING_APPROVAL;
        }

        /** Whether the partner takes something of ours as not said that our state counts as said (UC-05/4c). */
        public boolean isAnswerRejected() {
            return rejected && state != RequestState.REJECTED;
        }

        /** It was asked to hold data and has not confirmed that it does. */
        public boolean isNotYetHeld() {
            return nextMove != NextMove.NOBODY
                    && hold.filter(found -> found.state() == HoldState.REQUESTED)
                            .isPresent();
        }

        /** The data are held now. */
        public Optional<Held> preserved() {
            return hold.filter(found -> found.state().isHeld());
        }
    }

    /**
     * @param inPart some of what was asked is held and some is not
     * @param heard by which way we heard of the end; empty: the partner's message says it
     */
    public record Held(
            HoldState state,
            Instant starts,
            Instant ends,
            boolean estimated,
            Optional<Instant> stated,
            boolean unexplained,
            boolean inPart,
            Optional<ByHand.Way> heard) {

        /** The partner's own end, where no reading of our rule explains that it is so much later (THREAT-84). */
        public Optional<Instant> statedLater() {
            return stated.filter(end -> unexplained && end.isAfter(ends));
        }
    }

    /** @param problems codes of what stood against sending it there */
    public record LeftOut(AgencyId partner, String problems) {}

    /** @param next where the following page begins; empty: this is the last */
    public record Page(List<Asked> partners, Optional<PartnerPlace> next) {
        public Page {
            partners = List.copyOf(partners);
        }
    }

    /** Partners in the order in which they need somebody. */
    public Page page(Optional<PartnerPlace> after, int size) {
        List<Asked> rest = asked.stream()
                .filter(one ->
                        after.filter(place -> one.place().compareTo(place) <= 0).isEmpty())
                .sorted(Comparator.comparing(Asked::place))
                .toList();
        return rest.size() <= size
                ? new Page(rest, Optional.empty())
                : new Page(rest.subList(0, size), Optional.of(rest.get(size - 1).place()));
    }

    /** Who must be acted for or waited for next; empty if nothing is due. */
    public Optional<Asked> nextDue() {
        return asked.stream()
                .filter(one -> one.nextMove() != NextMove.NOBODY && one.actBy().isPresent())
                .min(Comparator.comparing(one -> one.actBy().orElse(Instant.MAX)));
    }

    /** Whose hold ends first; one that is held open has no end. */
    public Optional<Asked> firstHoldToEnd() {
        return asked.stream()
                .filter(one -> one.preserved()
                        .filter(held -> held.state() == HoldState.PRESERVED)
                        .isPresent())
                .min(Comparator.comparing(one -> one.preserved().map(Held::ends).orElse(Instant.MAX)));
    }

    public Map<RequestState, Integer> states() {
        Map<RequestState, Integer> states = new TreeMap<>();
        asked.forEach(one -> states.merge(one.state(), 1, Integer::sum));
        return states;
    }

    /** Those that wait for a second person. */
    public List<Asked> awaiting() {
        return asked.stream().filter(Asked::awaitsApproval).toList();
    }

    /** What an approval of all that wait binds; empty if nothing waits. */
    public Optional<Digest> toApprove() {
        TreeMap<AgencyId, Digest> documents = new TreeMap<>();
        awaiting().forEach(one -> documents.put(one.partner(), one.documentSha256()));
        return documents.isEmpty() ? Optional.empty() : Optional.of(Operation.digest(documents));
    }
}
