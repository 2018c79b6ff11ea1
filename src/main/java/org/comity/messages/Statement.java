package org.comity.messages;

import java.util.Optional;

/** What one of the two authorities says about a request that both know. */
public sealed interface Statement extends Content
        permits Acknowledgement,
                Answer,
                ConditionReply,
                Confirmation,
                Decision,
                Delay,
                Information,
                PartialDisclosure,
                Preserved,
                Question,
                Referral,
                Reminder,
                Result,
                RiskNotice,
                SecrecyNotice,
                UseExplanation,
                UseQuery,
                Withdrawal {

    /** The message that made the request. */
    MessageId request();

    @Override
    default Optional<MessageId> about() {
        return Optional.of(request());
    }
}
