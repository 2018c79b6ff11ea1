package org.comity.schemas;

import java.util.Objects;
import org.comity.messages.Withdrawal;
import org.comity.schemas.v1.WithdrawalElement;

/** {@code withdrawal}. */
final class WithdrawalMapping {

    private WithdrawalMapping() {}

    static Withdrawal read(WithdrawalElement element) {
        return new Withdrawal(
                ContentMapping.id(element.getRequest()), Objects.requireNonNullElse(element.getReason(), ""));
    }

    static WithdrawalElement write(Withdrawal withdrawal) {
        WithdrawalElement element = new WithdrawalElement();
        element.setRequest(withdrawal.request().toString());
        element.setReason(withdrawal.reason().isEmpty() ? null : withdrawal.reason());
        return element;
    }
}
