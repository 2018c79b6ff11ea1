package org.comity.envelope;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.comity.messages.Digest;
import org.comity.partners.Allowances;
import org.comity.problems.Problem;
import org.comity.trust.TestAuthority.Algorithm;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every file under {@code vectors/} ends as it says, and every rule of docs/protocol.md that bytes can break has one. */
class EnvelopeVectorsTest {
    private static final Digest MIC = Digest.of(Exchange.XML);

    /** Rules about what a gateway does, not about bytes; the tests that keep them stand behind. */
    private static final Set<String> NOT_ABOUT_BYTES = Set.of(
            "ENV-11", // OpenerTest
            "ENV-14", // OpenerTest
            "ENV-15", // delivery: the partner port
            "ENV-16", // CoarseAnswerTest
            "ENV-24", // PartEnvelopeTest
            "SIG-17", // the inbox: journal
            "MDN-02", // ReceiptsTest
            "MDN-03"); // ReceiptsTest

    private static final Map<Algorithm, Map<String, Exchange>> EXCHANGES = new EnumMap<>(Algorithm.class);

    static Stream<Vector> vectors() {
        return Vector.all();
    }

    @ParameterizedTest
    @MethodSource("vectors")
    void endsAsItSays(Vector vector) {
        Exchange exchange = exchange(vector);
        var recipe = new Recipe(vector, exchange);
        boolean isReceipt = vector.key("expect").startsWith("receipt");
        String found =
                isReceipt ? verified(recipe.receipt(MIC), exchange, vector) : opened(recipe.sealed(), exchange, vector);
        assertThat(found).as(vector.key("comment")).isEqualTo(vector.key("expect"));
        assertThat(vector.toString()).startsWith(found.contains("E-") ? "rejected/" : "accepted/");
    }

    @Test
    void everyRuleAboutBytesHasAVector() throws IOException {
        Set<String> stated = Pattern.compile("^- \\*\\*([A-Z]{3}-\\d\\d)\\*\\*", Pattern.MULTILINE)
                .matcher(Files.readString(Path.of("docs/protocol.md")))
                .results()
                .map(match -> match.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
        stated.removeAll(NOT_ABOUT_BYTES);
        Set<String> shown =
                Vector.all().map(vector -> vector.key("rule")).collect(Collectors.toCollection(TreeSet::new));
        assertThat(shown).containsAll(stated);
    }

    private static String opened(byte[] bytes, Exchange exchange, Vector vector) {
        var arrival = new Arrival(exchange.receiver.id(), exchange.sender.partner(), Exchange.ID, vector.now());
        return switch (exchange.open(bytes, arrival)) {
            case Opening.Opened opened -> "opened";
            case Opening.Unverified(var problems) -> "unverified " + text(problems);
            case Opening.Unregistered(var certificate, var mic, var problems) -> "unregistered " + text(problems);
            case Opening.Verified verified -> "verified " + text(verified.problems());
        };
    }

    private static String verified(Receipt receipt, Exchange exchange, Vector vector) {
        var receipts = new Receipts(Exchange.CLOCK, exchange.authority.paths());
        List<Problem> problems = receipts.verify(receipt, Exchange.ID, MIC, exchange.receiver.partner(), vector.now())
                .problems();
        return ("receipt " + text(problems)).strip();
    }

    private static String text(List<Problem> problems) {
        return problems.stream()
                .map(problem -> problem.type().code() + " " + problem.rule())
                .collect(Collectors.joining(", "));
    }

    private static Exchange exchange(Vector vector) {
        Algorithm keys =
                Algorithm.valueOf(vector.all("keys").stream().findFirst().orElse("P256"));
        return EXCHANGES
                .computeIfAbsent(keys, algorithm -> new HashMap<>())
                .computeIfAbsent(vector.key("partner"), partner -> new Exchange(keys, keys, allowances(partner)));
    }

    private static Allowances allowances(String partner) {
        return switch (partner) {
            case "plain" -> Allowances.NONE;
            case "excused-attribute" -> new Allowances(false, true, false, false, false, Optional.empty());
            case "excused-headers" -> new Allowances(false, false, true, false, false, Optional.empty());
            case "excused-pkcs1" -> new Allowances(false, false, false, true, false, Optional.empty());
            case "legacy" -> {
                var decision = new Allowances.Decision("admin", "no GCM", Exchange.NOW.plus(Duration.ofDays(1)));
                yield new Allowances(false, false, false, false, false, Optional.of(decision));
            }
            default -> throw new IllegalArgumentException(partner);
        };
    }
}
