package org.comity.schemas;

import static org.comity.schemas.CaseMapping.orEmpty;

import org.comity.messages.Withdrawal;
import org.comity.schemas.v1.WithdrawalElement;

/** {@code withdrawal}. */
final class WithdrawalMapping {

    private WithdrawalMapping() {}

    static Withdrawal read(WithdrawalElement element) {
        return new Withdrawal(ContentMapping.id(element.getRequest()), orEmpty(element.getReason()));
    }

    static WithdrawalElement write(Withdrawal withdrawal) {
        WithdrawalElement element = new WithdrawalElement();
        element.setRequest(withdrawal.request().toString());
        element.setReason(withdrawal.reason().isEmpty() ? null : withdrawal.reason());
        return element;
    }
}
