package org.comity.delivery.traces;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.comity.casework.Reading;
import org.comity.casework.Reception;
import org.comity.delivery.as2.Departure;
import org.comity.delivery.as2.LateReceipts;
import org.comity.delivery.as2.Outcome;
import org.comity.delivery.as2.Posted;
import org.comity.delivery.as2.Receptions;
import org.comity.delivery.submit.Handed;
import org.comity.envelope.Arrival;
import org.comity.journal.MessageRow;
import org.comity.journal.OwedReceipts;
import org.comity.matters.MatterId;
import org.comity.messages.MessageId;
import org.comity.partners.AgencyId;
import org.comity.problems.Checked;
import org.comity.problems.Problem;
import org.jspecify.annotations.Nullable;

/**
 * What a step was about, by ids and codes only (THREAT-110, THREAT-111).
 *
 * @param message empty: no message is known yet, or none of which a signature verified
 */
record About(
        Optional<MessageId> message,
        Optional<MessageId> request,
        Optional<MatterId> matter,
        Optional<AgencyId> partner,
        Set<String> problems) {

    static final About NOTHING =
            new About(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Set.of());

    /** @param body of a flow after a step of it */
    static About of(@Nullable Object body) {
        return switch (body) {
            case null -> NOTHING;
            case MessageId id -> of(id);
            case Departure departure -> of(departure);
            case Posted posted -> of(posted);
            case Outcome outcome -> of(outcome);
            case Handed handed -> of(handed.result());
            case LateReceipts.Offered offered -> offered.owed().map(About::of).orElse(NOTHING);
            case Receptions.Unsealed unsealed -> of(unsealed.reading());
            case Receptions.Recorded recorded -> of(recorded.reception());
            case Checked.Passed<?>(var value) -> of(value);
            case Checked.Failed<?>(var problems) -> NOTHING.with(problems);
            default -> NOTHING;
        };
    }

    /** What either knows; a message is known once. */
    About and(About later) {
        Set<String> all = new LinkedHashSet<>(problems);
        all.addAll(later.problems);
        return new About(
                message.or(() -> later.message),
                request.or(() -> later.request),
                matter.or(() -> later.matter),
                partner.or(() -> later.partner),
                all);
    }

    private static About of(MessageId id) {
        return new About(Optional.of(id), Optional.empty(), Optional.empty(), Optional.empty(), Set.of());
    }

    private static About of(MessageRow row) {
        return new About(
                Optional.of(row.id()), row.request(), row.filed().matter(), Optional.of(row.partner()), Set.of());
    }

    private static About of(Departure departure) {
        return switch (departure) {
            case Departure.Ready ready -> of(ready.message());
            case Departure.Stays(var id) -> of(id);
        };
    }

    private static About of(Posted posted) {
        return switch (posted) {
            case Posted.Answered answered -> of(answered.ready());
            case Posted.Unreachable(var ready, var problem, var took) ->
                of(ready.message()).with(List.of(problem));
            case Posted.Held(var id, var reason, var until) ->
                of(id).with(reason.stream().toList());
            case Posted.Nothing(var id) -> of(id);
        };
    }

    private static About of(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Delivered delivered -> of(delivered.id());
            case Outcome.TurnedAway turnedAway -> of(turnedAway.id()); // why: in the event
            case Outcome.TryLater(var message, var problem, var took) ->
                of(message).with(List.of(problem));
            case Outcome.RefusedUnsigned(var message, var problem, var took) ->
                of(message).with(List.of(problem));
            case Outcome.Held(var id, var reason, var until) ->
                of(id).with(reason.stream().toList());
            case Outcome.Nothing(var id) -> of(id);
        };
    }

    private static About of(Reading reading) {
        return switch (reading) {
            case Reading.Understood understood ->
                signed(understood.arrival(), understood.arrival().id());
            case Reading.Objectionable objectionable ->
                objectionable
                        .id()
                        .map(id -> signed(objectionable.arrival(), id))
                        .orElse(NOTHING)
                        .with(objectionable.problems());
            case Reading.Unregistered unregistered -> NOTHING.with(unregistered.problems());
            case Reading.Unreadable unreadable -> NOTHING.with(unreadable.problems());
        };
    }

    /** Nobody writes into the trace of somebody else's message: what a partner signed is about ids of its own. */
    private static About signed(Arrival arrival, MessageId id) {
        return ofThePartner(arrival.claimed().id(), id);
    }

    private static About of(OwedReceipts.Owed owed) {
        return ofThePartner(owed.partner(), owed.message());
    }

    private static About ofThePartner(AgencyId partner, MessageId id) {
        Optional<MessageId> itsOwn =
                Optional.of(id).filter(given -> given.agency().equals(partner));
        return new About(itsOwn, Optional.empty(), Optional.empty(), Optional.of(partner), Set.of());
    }

    private static About of(Reception reception) {
        return switch (reception) {
            case Reception.Receipted receipted -> NOTHING;
            case Reception.TurnedAway turnedAway -> NOTHING.with(turnedAway.problems());
            case Reception.NotUnderstood(var problems) -> NOTHING.with(problems);
        };
    }

    private About with(List<Problem> more) {
        Set<String> codes = new LinkedHashSet<>(problems);
        more.forEach(problem -> codes.add(problem.type().code()));
        return new About(message, request, matter, partner, codes);
    }
}
