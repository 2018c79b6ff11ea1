package org.comity.desk.pages;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.comity.desk.drafts.Draft;
import org.comity.law.Measure;
import org.comity.law.PointQuestion;
import org.comity.law.RequestKind;
import org.comity.law.Requirements;
import org.comity.messages.Condition;
import org.comity.messages.RequestContent;
import org.comity.people.Actor;
import org.springframework.stereotype.Component;
import org.springframework.ui.Model;

/** What a form shows first: the fields that its kind of request needs; the others are folded. */
@Component
class Demands {
    /** Fields of what is asked, in the order of the schema. */
    private static final List<String> ASKS = List.of(
            "assistance",
            "measure",
            "question",
            "person",
            "collection",
            "procedures",
            "certified",
            "handling",
            "callBack",
            "treaty",
            "domesticBasis",
            "reciprocity",
            "essentiality");

    private final Correspondents correspondents;
    private final Words words;

    Demands(Correspondents correspondents, Words words) {
        this.correspondents = correspondents;
        this.words = words;
    }

    /** Which content it becomes, of which kind, and what that kind must contain. */
    void show(Actor actor, Draft draft, Model model) {
        show(actor, draft, draft.text("@to"), model);
    }

    /** @param other the agency with which we exchange it */
    void show(Actor actor, Draft draft, String other, Model model) {
        String root = draft.root();
        String code = switch (root) {
            case "assistanceRequest" -> draft.text(root + "/@kind");
            case "offer" -> RequestKind.SPON_26.code();
            default -> RequestKind.PRES_29.code();
        };
        Set<String> needed = correspondents
                .find(actor, other)
                .flatMap(Correspondents.Correspondent::relationship)
                .flatMap(bond -> RequestKind.of(code).map(kind -> Requirements.demanded(kind, bond)))
                .orElse(Set.of())
                .stream()
                .map(org.comity.law.Item::place)
                .collect(Collectors.toSet());
        model.addAttribute("root", root);
        model.addAttribute("kind", code);
        model.addAttribute("title", words.word("kind." + code, code));
        model.addAttribute("needed", needed);
        model.addAttribute("asks", root.equals("assistanceRequest") ? ASKS : List.of());
        model.addAttribute("measures", names(Measure.values()));
        model.addAttribute("questions", names(PointQuestion.values()));
        model.addAttribute("conditionKinds", names(Condition.Kind.values()));
        model.addAttribute("relations", names(RequestContent.Relation.values()));
    }

    private static List<String> names(Enum<?>[] values) {
        return Arrays.stream(values).map(Enum::name).toList();
    }
}
