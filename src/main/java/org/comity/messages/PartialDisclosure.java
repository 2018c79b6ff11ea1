package org.comity.messages;

import java.util.List;
import java.util.Optional;
import org.comity.law.AnswerKind;
import org.comity.law.DisclosureFacts;
import org.comity.law.Facts;

/**
 * While a preservation was executed, a provider in another state turned up: enough traffic data to find it and the path of the
 * communication (ETS185/30).
 *
 * @param state of the other provider, ISO 3166-1 alpha-2
 * @param path the way the communication took, as far as it is known
 * @param data identifiers to ask the other state about
 * @param withheld there is one, and why it is not disclosed; the rest is empty then
 */
public record PartialDisclosure(
        MessageId request,
        String provider,
        String state,
        String path,
        List<RequestContent.DataItem> data,
        Optional<Withheld> withheld)
        implements Statement {

    /** @param ground code of a {@code law.RefusalGround} that ETS185/30/2 admits */
    public record Withheld(String ground, String reasons) {}

    public PartialDisclosure {
        data = List.copyOf(data);
    }

    @Override
    public Optional<AnswerKind> says() {
        return Optional.of(AnswerKind.DISCLOSED);
    }

    @Override
    public Facts facts(Exchange exchange) {
        return new DisclosureFacts(
                !provider.isBlank() && !state.isBlank(),
                !path.isBlank(),
                withheld.map(Withheld::ground),
                withheld.filter(one -> !one.reasons().isBlank()).isPresent());
    }

    @Override
    public String kind() {
        return "partialDisclosure";
    }
}
