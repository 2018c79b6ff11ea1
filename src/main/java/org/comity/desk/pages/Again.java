package org.comity.desk.pages;

import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.comity.dashboard.ListedRequest;
import org.comity.desk.drafts.Draft;
import org.comity.law.RequestKind;
import org.comity.messages.RequestContent.Relation;

/** A draft that says what an earlier request of ours said, and how it builds on that one (UC-16, UC-17). */
final class Again {
    private static final String PRESERVATION = "preservationRequest/";
    private static final String LEVEL = PRESERVATION + "urgency/level";
    private static final String ASSISTANCE = "assistanceRequest/";

    private Again() {}

    /**
     * @param held whether the data of the earlier request are held
     * @param part the data items that are held where others are not; none: all or nothing
     * @param again {@code copy}, {@code extension}, {@code correction}, {@code successor} or {@code follow-up}
     * @param message texts of the earlier request by their places
     * @param following what the follow-up shall be
     * @param office by whose calendar the earlier request has its date
     */
    static Draft of(
            String again,
            ListedRequest request,
            boolean held,
            List<Integer> part,
            Map<String, String> message,
            RequestKind following,
            ZoneId office) {
        String root = request.kind().element() + "/";
        Map<String, String> texts = new LinkedHashMap<>();
        texts.put("@to", request.partner().value());
        texts.put("@matter", request.matterReference());
        message.forEach((place, text) -> {
            if (place.startsWith(root)) {
                texts.put(place, text);
            }
        });
        Draft draft = new Draft(texts);
        return switch (again) {
            case "extension" ->
                linked(extending(only(draft, root, part), request.kind()), root, Relation.PRESERVATION, request, office)
                        .with(PRESERVATION + "extension", "true")
                        .with(
                                PRESERVATION + "extension/previous",
                                request.partnerReference().orElse(request.reference()));
            case "correction" -> linked(draft, root, Relation.CORRECTED, request, office);
            case "successor" -> linked(rest(draft, root, part), root, Relation.SUCCEEDED, request, office);
            case "follow-up" -> followUp(held ? saidAnew(draft) : draft, request, following, office);
            default -> draft;
        };
    }

    /** Under the instrument by which the data are held. */
    private static Draft extending(Draft draft, RequestKind held) {
        return held == RequestKind.UN_42
                ? draft.with(PRESERVATION + "@kind", RequestKind.UN_42X.code())
                : draft.without(PRESERVATION + "@kind");
    }

    /** What is not held cannot be held longer (UC-16/1e). */
    private static Draft only(Draft draft, String root, List<Integer> held) {
        Draft only = draft;
        for (int item = held.isEmpty() ? 0 : draft.rows(root + "data"); item > 0; item--) {
            only = held.contains(item) ? only : only.withoutRow(root + "data[" + item + "]");
        }
        return only;
    }

    /** What is held already is not asked for anew. */
    private static Draft rest(Draft draft, String root, List<Integer> held) {
        Draft rest = draft;
        for (int item : held.reversed()) {
            rest = rest.withoutRow(root + "data[" + item + "]");
        }
        return rest;
    }

    /** Everything that both contents say goes over; why it had to be preserved is not why it has to be disclosed. */
    private static Draft followUp(Draft earlier, ListedRequest request, RequestKind kind, ZoneId office) {
        Map<String, String> texts = new LinkedHashMap<>();
        earlier.without(PRESERVATION + "necessity")
                .without(PRESERVATION + "followUp")
                .without(PRESERVATION + "extension")
                .without(PRESERVATION + "partialDisclosure")
                .without(PRESERVATION + "daysAsked")
                .without(PRESERVATION + "enclosure")
                .without(PRESERVATION + "link")
                .without(PRESERVATION + "remarks")
                .texts()
                .forEach((place, text) -> texts.put(place.replace(PRESERVATION, ASSISTANCE), text));
        texts.put(ASSISTANCE + "@kind", kind.code());
        texts.put(ASSISTANCE + "assistance", earlier.text(PRESERVATION + "followUp/intendedRequest"));
        return linked(new Draft(texts), ASSISTANCE, Relation.PRESERVATION, request, office);
    }

    /**
     * Why it was urgent to have the data held is not why it is urgent to have them, and what was intended then is not what is asked now: the officer
     * says both anew. The level stays: an emergency is not made routine without a word (UC-16/1c).
     */
    private static Draft saidAnew(Draft preservation) {
        return preservation
                .without(PRESERVATION + "urgency")
                .without(PRESERVATION + "followUp")
                .with(LEVEL, preservation.text(LEVEL));
    }

    private static Draft linked(Draft draft, String root, Relation relation, ListedRequest earlier, ZoneId office) {
        String link = root + "link[" + (draft.rows(root + "link") + 1) + "]/";
        return draft.with(link + "@relation", relation.name())
                .with(link + "@message", earlier.id().toString())
                .with(link + "reference", earlier.partnerReference().orElse(earlier.reference()))
                .with(
                        link + "date",
                        earlier.opened().atZone(office).toLocalDate().toString());
    }
}
