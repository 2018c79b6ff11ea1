package org.comity.desk.pages;

import java.util.Arrays;
import java.util.List;
import org.comity.dashboard.ListedRequest;
import org.comity.desk.drafts.Item;
import org.comity.law.RefusalGround;
import org.comity.law.RequestKind;
import org.comity.messages.Condition;
import org.comity.messages.Result;
import org.springframework.ui.Model;

/** What the fields of an act let choose from, whoever says it. */
final class ActChoices {
    private ActChoices() {}

    /**
     * @param outcomes of a result
     * @param asked the telling parts of the request
     */
    static void show(ListedRequest request, List<Result.Outcome> outcomes, List<Item> asked, Model model) {
        model.addAttribute("request", request);
        model.addAttribute("grounds", grounds(request));
        model.addAttribute("withholding", withholding());
        model.addAttribute("outcomes", outcomes);
        model.addAttribute("outcomeCodes", outcomes.stream().map(Enum::name).toList());
        model.addAttribute(
                "conditionKinds",
                Arrays.stream(Condition.Kind.values()).map(Enum::name).toList());
        model.addAttribute("asked", asked);
        model.addAttribute("items", ActDrafts.data(asked));
    }

    /** Grounds that the kind of request admits, some only under a reservation or for some offences; the law judges that. */
    private static List<RefusalGround> grounds(ListedRequest request) {
        return Arrays.stream(RefusalGround.values())
                .filter(ground -> ground.admission(request.kind()) != RefusalGround.Admission.NEVER)
                .toList();
    }

    /** Grounds on which another provider is not disclosed (ETS185/30/2). */
    private static List<String> withholding() {
        return Arrays.stream(RefusalGround.values())
                .filter(ground -> ground.admission(RequestKind.PRES_29) == RefusalGround.Admission.ALWAYS)
                .map(Enum::name)
                .toList();
    }
}
