package org.comity.desk.pages;

import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.comity.dashboard.ListedRequest;
import org.comity.desk.Office;
import org.comity.desk.drafts.Item;
import org.comity.matters.Direction;
import org.comity.messages.Exchange;
import org.comity.messages.Judgement;
import org.comity.messages.RequestContent;
import org.comity.messages.Submission;
import org.comity.partners.Partner;
import org.comity.people.Actor;
import org.comity.problems.Checked;
import org.comity.problems.LawProblem;
import org.comity.problems.Problem;
import org.comity.schemas.DocumentTexts;
import org.comity.schemas.MessageXml;
import org.springframework.stereotype.Component;

/**
 * UC-21/9: a request in the order of the instrument that it is made under, each part beside the paragraph that asks for it. Order and citations
 * are the law's own: they are what it names when nothing is said at all.
 */
@Component
class Paper {
    /** Said before anything that a paragraph asks for. */
    private static final List<String> HEAD =
            List.of("@kind", "reference", "extension", "@language", "requested", "urgency");

    /** What is part of who asks, in the template of the Convention (T-CY(2018)11, 5 to 8). */
    private static final List<String> WITH_AUTHORITY =
            List.of("confirmationContact", "investigating", "prosecution", "court");

    private final MessageXml xml;
    private final DocumentTexts documents;
    private final Correspondents correspondents;
    private final Office office;
    private final Clock clock;

    Paper(MessageXml xml, DocumentTexts documents, Correspondents correspondents, Office office, Clock clock) {
        this.xml = xml;
        this.documents = documents;
        this.correspondents = correspondents;
        this.office = office;
        this.clock = clock;
    }

    /** @param citation of the paragraph that asks for it; empty: of none in particular */
    record Section(String citation, List<Item> items) {
        Section {
            items = List.copyOf(items);
        }
    }

    /** @param content the parts of a document's content, in its order; nothing of them is left out */
    List<Section> sections(Actor actor, ListedRequest request, String root, List<Item> content) {
        List<Item> rest = new ArrayList<>(content);
        List<Section> sections = new ArrayList<>();
        sections.add(take(rest, "", item -> HEAD.contains(item.name())));
        citations(actor, request, root)
                .forEach((citation, names) -> sections.add(take(
                        rest,
                        citation,
                        item -> names.contains(item.name())
                                || (names.contains("requesting") && WITH_AUTHORITY.contains(item.name())))));
        sections.add(take(rest, "", item -> true));
        return sections.stream().filter(section -> !section.items().isEmpty()).toList();
    }

    private static Section take(List<Item> rest, String citation, Predicate<Item> which) {
        List<Item> taken = rest.stream().filter(which).toList();
        rest.removeAll(taken);
        return new Section(citation, taken);
    }

    /** Paragraph by paragraph the elements that it asks for, found by asking the law about a request that says nothing. */
    private Map<String, List<String>> citations(Actor actor, ListedRequest request, String root) {
        Map<String, List<String>> found = new LinkedHashMap<>();
        for (Problem missing : missingInNothing(actor, request, root)) {
            String[] steps = missing.where().split("/", -1);
            if (missing.type() == LawProblem.ITEM_MISSING && steps.length > 1) {
                found.computeIfAbsent(missing.rule(), unseen -> new ArrayList<>())
                        .add(steps[1].replaceFirst("\\[.*", ""));
            }
        }
        return found;
    }

    private List<Problem> missingInNothing(Actor actor, ListedRequest request, String root) {
        Map<String, String> texts = new LinkedHashMap<>(Map.of(
                "@to",
                request.partner().value(),
                root + "/reference",
                "-",
                root + "/requested/organisation",
                "-",
                root + "/urgency/level",
                "ROUTINE"));
        if (root.equals("assistanceRequest")) {
            texts.put(root + "/@kind", request.kind().code());
        }
        Optional<Correspondents.Correspondent> other =
                correspondents.find(actor, request.partner().value());
        return xml.readSubmission(documents.writeSubmission(texts)) instanceof Checked.Passed<Submission>(var nothing)
                        && nothing.content() instanceof RequestContent content
                ? other.flatMap(Correspondents.Correspondent::relationship)
                        .map(bond -> Judgement.ofRequest(
                                content,
                                exchange(actor, request, other.get().partner()),
                                bond,
                                LocalDate.now(clock.withZone(office.zone()))))
                        .orElse(List.of())
                : List.of();
    }

    private Exchange exchange(Actor actor, ListedRequest request, Partner partner) {
        String ours = correspondents.ours(actor).country();
        return request.direction() == Direction.OUT
                ? Exchange.between(ours, partner.country())
                : Exchange.between(partner.country(), ours);
    }
}
