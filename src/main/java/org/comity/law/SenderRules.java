package org.comity.law;

import java.util.List;
import org.comity.law.RequestKind.Sender;
import org.comity.problems.LawProblem;

/** Who may send a kind of request, judged by what the sender is recorded to be designated for. */
final class SenderRules {
    private SenderRules() {}

    static final List<Rule<SenderFacts>> ALL = List.of(
            rule(
                    "LAW-94",
                    "ETS185/27/2/a",
                    "Mutual assistance is asked for by a central authority, or in urgency by a judicial authority with a copy.",
                    Sender.CENTRAL_AUTHORITY),
            rule(
                    "LAW-95",
                    "ETS185/35/1",
                    "What goes from one 24/7 point of contact to another comes from one.",
                    Sender.CONTACT_POINT),
            rule(
                    "LAW-96",
                    "ETS185/24/7",
                    "A request for extradition comes from the authority that was named for it.",
                    Sender.EXTRADITION_AUTHORITY),
            rule("LAW-97", "AIAI/4", "Without a treaty a ministry asks, through its embassy.", Sender.MINISTRY),
            rule("LAW-98", "ICPO/1", "Through INTERPOL a national central bureau asks.", Sender.POLICE));

    private static Rule<SenderFacts> rule(String id, String source, String demand, Sender needed) {
        return new Rule<>(
                id,
                Citation.of(source),
                demand,
                LawProblem.SENDER_NOT_DESIGNATED,
                (facts, relationship) -> facts.misses(needed) ? List.of(facts.element() + "/requesting") : List.of());
    }
}
