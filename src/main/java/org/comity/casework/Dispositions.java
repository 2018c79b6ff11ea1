package org.comity.casework;

import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.comity.envelope.VerifiedReceipt;

/** What a partner's receipt says, in words that may be kept and shown: its modifier and the codes of the problems that it names. */
final class Dispositions {
    private static final Pattern CODE = Pattern.compile("\\bE-[A-Z]{3}-\\d{2}\\b");
    private static final Pattern MODIFIER = Pattern.compile("[a-z][a-z0-9 -]{0,60}");
    private static final int MOST_CODES = 40;

    private Dispositions() {}

    static String of(VerifiedReceipt receipt) {
        return switch (receipt.outcome()) {
            case VerifiedReceipt.Outcome.Accepted accepted -> "processed";
            case VerifiedReceipt.Outcome.TurnedAway(var modifier, var errors) -> turnedAway(modifier, errors);
        };
    }

    private static String turnedAway(String modifier, List<String> errors) {
        List<String> codes = errors.stream()
                .flatMap(error -> CODE.matcher(error).results().map(MatchResult::group))
                .distinct()
                .limit(MOST_CODES)
                .toList();
        String words = MODIFIER.matcher(modifier).matches() ? modifier : "error";
        return codes.isEmpty() ? words : words + ": " + String.join(", ", codes);
    }
}
