package org.comity.casework;

import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.comity.journal.Idempotency;
import org.comity.messages.Digest;
import org.comity.messages.MessageId;
import org.comity.people.Actor;
import org.comity.problems.Checked;
import org.comity.problems.DeskProblem;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.interceptor.TransactionAspectSupport;

/**
 * A call that is repeated with the same key has one effect and one answer (UC-01). The key, the effect and the answer are one
 * transaction; what meets problems leaves nothing, so that the mended call may use the key again. A key is known for a bounded time; each call forgets some that are older.
 */
@Service
public class OnceOnly {
    private final Clock clock;
    private final Idempotency keys;
    private final CaseworkSettings settings;
    private final ClockWatch clocks;

    OnceOnly(Clock clock, Idempotency keys, CaseworkSettings settings, ClockWatch clocks) {
        this.clock = clock;
        this.keys = keys;
        this.settings = settings;
        this.clocks = clocks;
    }

    /**
     * @param key chosen by the caller, own to the person
     * @param body SHA-256 of all that was handed in
     */
    @Transactional
    public Checked<MessageId> once(Actor actor, String key, Digest body, Supplier<Checked<MessageId>> work) {
        return once(actor, key, body, work, answer -> MessageId.parse(answer).orElseThrow());
    }

    /** @param known reads an answer that was given before, as its {@code toString} wrote it */
    @Transactional
    public <T> Checked<T> once(
            Actor actor, String key, Digest body, Supplier<Checked<T>> work, Function<String, T> known) {
        Instant now = clock.instant();
        if (clocks.isSettled(now)) { // THREAT-89: what is forgotten could be asked of a State twice
            keys.forgetBefore(now.minus(settings.keysKept()));
        }
        Optional<Idempotency.Answered> before = keys.reserve(actor.name(), key, body, now);
        if (before.isPresent()) {
            return again(before.get(), body, known);
        }
        Checked<T> answer = work.get();
        switch (answer) {
            case Checked.Passed<T>(var id) -> keys.answer(actor.name(), key, id.toString());
            case Checked.Failed<T> failed ->
                TransactionAspectSupport.currentTransactionStatus().setRollbackOnly();
        }
        return answer;
    }

    private static <T> Checked<T> again(Idempotency.Answered answered, Digest body, Function<String, T> known) {
        if (!answered.request().equals(body)) {
            return Checked.failed(DeskProblem.IDEMPOTENCY_KEY_REUSED.problem());
        }
        return Checked.passed(known.apply(answered.answer()));
    }
}
