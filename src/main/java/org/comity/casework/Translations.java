package org.comity.casework;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.comity.journal.HoldRows;
import org.comity.journal.LinkRows;
import org.comity.law.DeadlineRule;
import org.comity.law.Relationship;
import org.comity.matters.Direction;
import org.comity.matters.Hold;
import org.comity.matters.HoldState;
import org.comity.matters.Request;
import org.comity.matters.TaskKind;
import org.comity.messages.RequestContent;
import org.springframework.stereotype.Component;

/**
 * UC-23: a request in a language that its reader is not recorded to take is to be translated. Where its author names no language, or
 * none is recorded for the reader, nothing is known and nothing is assumed.
 */
@Component
class Translations {
    private final Pairs pairs;
    private final Documents documents;
    private final LinkRows links;
    private final HoldRows holds;
    private final Tasks tasks;

    Translations(Pairs pairs, Documents documents, LinkRows links, HoldRows holds, Tasks tasks) {
        this.pairs = pairs;
        this.documents = documents;
        this.links = links;
        this.holds = holds;
        this.tasks = tasks;
    }

    /** The request has left, or was received. */
    void sent(Request request, Instant now) {
        Relationship pair = pairs.of(request.agency(), request.partner());
        String reader = request.direction() == Direction.OUT
                ? pairs.partnerCountry(request.partner())
                : pairs.ownCountry(request.agency());
        List<String> taken = pair.languagesOf(reader);
        if (taken.isEmpty()) {
            return;
        }
        documents
                .original(request)
                .flatMap(RequestContent::language)
                .filter(written -> pair.takes(reader, written).equals(Optional.of(false)))
                .ifPresent(written -> open(request, pair, written + " to " + String.join(", ", taken), now));
    }

    /** What comes first is the day: policy's, or the one on which the data are gone that the request is about. */
    private void open(Request request, Relationship pair, String what, Instant now) {
        Optional<Instant> target = pair.practice().target(DeadlineRule.DR_93).map(now::plus);
        Optional<Instant> lapse = lapse(request, pair, now)
                .filter(end -> target.map(end::isBefore).orElse(true));
        String because = lapse.isPresent()
                ? "before the hold lapses (DR-01)"
                : target.isPresent() ? "by policy (DR-93)" : "no time is recorded";
        tasks.open(request, TaskKind.TRANSLATION, lapse, Optional.of(what + "; " + because), now);
    }

    /** The holds that the request follows up or extends: some days before the first of them ends, as a last warning comes. */
    private Optional<Instant> lapse(Request request, Relationship pair, Instant now) {
        Duration before = Duration.ofDays(pair.practice().warnDaysAhead().getLast());
        return links.preservationsOf(request.id()).stream()
                .flatMap(held -> holds.find(held).stream())
                .filter(hold -> hold.state() == HoldState.REQUESTED || hold.state() == HoldState.PRESERVED)
                .map(Hold::ends)
                .filter(end -> end.isAfter(now))
                .min(Comparator.naturalOrder())
                .map(end -> end.minus(before).isAfter(now) ? end.minus(before) : end);
    }
}
