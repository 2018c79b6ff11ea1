package org.comity.journal;

import static java.util.Objects.requireNonNull;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.comity.problems.GatewayBug;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionExecution;
import org.springframework.transaction.TransactionExecutionListener;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * What a transaction does once, at its end, however often it was called for on the way: rows that only grow go to the database in one
 * statement, what is reckoned from many rows is reckoned from the last of them. It commits, or is rolled back, with all the rest. Whoever
 * calls for it when the transaction has ended already has a bug, and hears of it.
 */
public final class BeforeCommit implements TransactionSynchronization {
    private final Map<Step, Map<Object, Runnable>> works =
            Map.of(Step.WORK, new LinkedHashMap<>(), Step.LAST_WORK, new LinkedHashMap<>());
    private Step begun = Step.NONE;
    private boolean closed;

    private BeforeCommit() {}

    /** In this order. */
    private enum Step {
        NONE,
        WORK,
        LAST_WORK
    }

    /**
     * Adds to the work of {@code key}, which is run before the open transaction commits; at once where none is open, or nothing more is
     * put off.
     *
     * @param fresh the work while nothing was added to it
     */
    public static <W extends Runnable> void once(Object key, Class<W> type, Supplier<W> fresh, Consumer<W> add) {
        at(Step.WORK, key, type, fresh, add);
    }

    /** After all that was called for by {@link #once}: for rows that many transactions change, each of which keeps the others waiting from then on. */
    public static <W extends Runnable> void last(Object key, Class<W> type, Supplier<W> fresh, Consumer<W> add) {
        at(Step.LAST_WORK, key, type, fresh, add);
    }

    private static <W extends Runnable> void at(
            Step step, Object key, Class<W> type, Supplier<W> fresh, Consumer<W> add) {
        BeforeCommit end = TransactionSynchronizationManager.isActualTransactionActive() ? ofThisTransaction() : null;
        if (end != null && end.closed) {
            throw new GatewayBug("the transaction has ended: what is called for now needs one of its own");
        }
        if (end == null || end.begun.compareTo(step) >= 0) {
            W work = fresh.get();
            add.accept(work);
            work.run();
        } else {
            add.accept(type.cast(requireNonNull(end.works.get(step)).computeIfAbsent(key, first -> fresh.get())));
        }
    }

    /** Every transaction has one from its beginning: one that came only after the commit could not tell, and its work would be lost. */
    @Component
    static final class FromTheBeginning implements TransactionExecutionListener {
        @Override
        public void afterBegin(TransactionExecution transaction, @Nullable Throwable failed) {
            if (failed == null && TransactionSynchronizationManager.isSynchronizationActive()) {
                ofThisTransaction();
            }
        }
    }

    private static BeforeCommit ofThisTransaction() {
        for (TransactionSynchronization one : TransactionSynchronizationManager.getSynchronizations()) {
            if (one instanceof BeforeCommit end) {
                return end;
            }
        }
        BeforeCommit end = new BeforeCommit();
        TransactionSynchronizationManager.registerSynchronization(end);
        return end;
    }

    @Override
    public void beforeCommit(boolean readOnly) {
        for (Step step : List.of(Step.WORK, Step.LAST_WORK)) {
            begun = step;
            requireNonNull(works.get(step)).values().forEach(Runnable::run);
        }
    }

    @Override
    public void beforeCompletion() {
        closed = true;
    }
}
