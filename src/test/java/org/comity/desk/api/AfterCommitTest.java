package org.comity.desk.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.comity.journal.BeforeCommit;
import org.comity.problems.GatewayBug;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;

/** What a running gateway's transactions do once at their end, and what they do not do after it. */
class AfterCommitTest extends RunningGateway {
    @Autowired
    private PlatformTransactionManager transactions;

    private final List<String> done = new ArrayList<>();

    @Test // else it would be lost without a word
    void workThatIsCalledForAfterTheCommitIsHeardOfWhateverTheTransactionCollected() {
        for (boolean collected : List.of(false, true)) {
            done.clear();
            assertThatThrownBy(() -> new TransactionTemplate(transactions).executeWithoutResult(status -> {
                        if (collected) {
                            work("in time");
                        }
                        afterCommit(() -> work("too late"));
                    }))
                    .isInstanceOf(GatewayBug.class)
                    .hasMessageContaining("the transaction has ended");
            assertThat(done).isEqualTo(collected ? List.of("in time") : List.of());
        }
    }

    @Test
    void aTransactionOfItsOwnDoesItsWork() {
        TransactionTemplate anew = new TransactionTemplate(transactions);
        anew.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
        new TransactionTemplate(transactions)
                .executeWithoutResult(
                        status -> afterCommit(() -> anew.executeWithoutResult(own -> work("of its own"))));
        assertThat(done).containsExactly("of its own");
    }

    private void work(String what) {
        BeforeCommit.once(this, Works.class, Works::new, works -> works.all.add(() -> done.add(what)));
    }

    private static final class Works implements Runnable {
        private final List<Runnable> all = new ArrayList<>();

        @Override
        public void run() {
            all.forEach(Runnable::run);
        }
    }

    private static void afterCommit(Runnable what) {
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCommit() {
                what.run();
            }
        });
    }
}
