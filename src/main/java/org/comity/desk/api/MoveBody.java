package org.comity.desk.api;

import static org.comity.desk.api.Fields.field;
import static org.comity.desk.api.Fields.given;
import static org.comity.desk.api.Fields.orEmpty;

import java.time.Instant;
import java.util.List;
import org.comity.messages.Answer;
import org.comity.messages.Content;
import org.comity.messages.Decision;
import org.comity.messages.MessageId;
import org.comity.messages.Preserved;
import org.comity.messages.Question;
import org.comity.messages.RiskNotice;
import org.comity.messages.Withdrawal;
import org.comity.problems.DeskProblem;
import org.jspecify.annotations.Nullable;

/** What an officer says about a request, as the interface takes it. Fields that are missing are named all at once (DSK-13). */
sealed interface MoveBody {

    Content about(MessageId request);

    /**
     * @param remarks of an acceptance
     * @param ground of a refusal, like the three that follow
     * @param forecast of a preservation that is refused for want of dual criminality (ETS185/29/4)
     */
    record DecisionJson(
            @Nullable Boolean accepted,
            @Nullable String remarks,
            @Nullable String ground,
            @Nullable String reasons,
            @Nullable Boolean alternativesConsidered,
            @Nullable String forecast)
            implements MoveBody {

        @Override
        public Content about(MessageId request) {
            return new Decision(
                    request, given("accepted", accepted) ? new Decision.Accepted(orEmpty(remarks)) : refused());
        }

        private Decision.Refused refused() {
            Fields.needed(
                    field("ground", ground),
                    field("reasons", reasons),
                    field("alternativesConsidered", alternativesConsidered));
            return new Decision.Refused(
                    given("ground", ground),
                    given("reasons", reasons).strip(),
                    given("alternativesConsidered", alternativesConsidered),
                    orEmpty(forecast).strip());
        }
    }

    record PreservedJson(
            @Nullable Instant from,
            @Nullable Instant until,
            @Nullable String holderReference,
            @Nullable List<Integer> items,
            @Nullable String rest)
            implements MoveBody {

        @Override
        public Content about(MessageId request) {
            Fields.needed(field("from", from), field("until", until));
            if (items != null && items.contains(null)) {
                throw ProblemsMet.of(DeskProblem.PARAMETER_INVALID.at("items"));
            }
            return new Preserved(
                    request,
                    given("from", from),
                    given("until", until),
                    orEmpty(holderReference),
                    items == null ? List.of() : items,
                    orEmpty(rest));
        }
    }

    record QuestionJson(@Nullable String text) implements MoveBody {
        @Override
        public Content about(MessageId request) {
            Fields.needed(field("text", text));
            return new Question(request, given("text", text).strip());
        }
    }

    /** @param question id of the partner's question, or of its risk notice */
    record AnswerJson(@Nullable String question, @Nullable String text) implements MoveBody {
        @Override
        public Content about(MessageId request) {
            Fields.needed(field("question", question), field("text", text));
            return new Answer(
                    request,
                    Ids.message(given("question", question)),
                    given("text", text).strip());
        }
    }

    record RiskNoticeJson(@Nullable String reason) implements MoveBody {
        @Override
        public Content about(MessageId request) {
            Fields.needed(field("reason", reason));
            return new RiskNotice(request, given("reason", reason).strip());
        }
    }

    record WithdrawalJson(@Nullable String reason) implements MoveBody {
        @Override
        public Content about(MessageId request) {
            Fields.needed(field("reason", reason));
            return new Withdrawal(request, given("reason", reason).strip());
        }
    }
}
