package org.comity.messages;

import java.util.List;
import java.util.Optional;
import org.comity.law.AnswerKind;
import org.comity.law.Facts;
import org.comity.law.StatementFacts;

/**
 * While a preservation was executed, a provider in another state turned up: enough traffic data to find it and the path of the
 * communication (ETS185/30).
 *
 * @param state of the other provider, ISO 3166-1 alpha-2
 * @param path the way the communication took, as far as it is known
 * @param data identifiers to ask the other state about
 */
public record PartialDisclosure(
        MessageId request, String provider, String state, String path, List<RequestContent.DataItem> data)
        implements Statement {

    public PartialDisclosure {
        data = List.copyOf(data);
    }

    @Override
    public Optional<AnswerKind> says() {
        return Optional.of(AnswerKind.DISCLOSED);
    }

    @Override
    public Facts facts(Exchange exchange) {
        return new StatementFacts(AnswerKind.DISCLOSED, true, true, !provider.isBlank() && !state.isBlank());
    }

    @Override
    public String kind() {
        return "partialDisclosure";
    }
}
