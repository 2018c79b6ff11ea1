package org.comity.journal;

import java.sql.SQLException;
import org.aopalliance.intercept.MethodInterceptor;
import org.aopalliance.intercept.MethodInvocation;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.aop.Advisor;
import org.springframework.aop.ProxyMethodInvocation;
import org.springframework.aop.support.DefaultPointcutAdvisor;
import org.springframework.aop.support.annotation.AnnotationMatchingPointcut;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Role;
import org.springframework.core.Ordered;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Two transactions that wait for each other: PostgreSQL ends one of them, and that one is done again from its beginning, as its manual asks of
 * every application. No order of locks would do for all: who takes a matter over locks it before its requests, what arrives locks a request before
 * the matter it belongs to. So a transactional method does nothing that its transaction does not undo, and reads what it is given as often as it is asked.
 */
@Configuration(proxyBeanMethods = false)
@Role(BeanDefinition.ROLE_INFRASTRUCTURE)
class Deadlocks {
    private static final Logger LOG = LoggerFactory.getLogger(Deadlocks.class);

    /** SQLSTATE {@code deadlock_detected}. */
    private static final String DETECTED = "40P01";

    private static final int TRIES = 3;

    /** Around the transaction of the outermost method, so that the next try has one of its own. */
    @Bean
    @Role(BeanDefinition.ROLE_INFRASTRUCTURE)
    static Advisor victimsAreRepeated() {
        var around = new DefaultPointcutAdvisor(
                AnnotationMatchingPointcut.forMethodAnnotation(Transactional.class),
                (MethodInterceptor) Deadlocks::repeated);
        around.setOrder(Ordered.HIGHEST_PRECEDENCE);
        return around;
    }

    private static @Nullable Object repeated(MethodInvocation call) throws Throwable {
        if (TransactionSynchronizationManager.isActualTransactionActive()) {
            return call.proceed();
        }
        for (int tries = 1; ; tries++) {
            try {
                return ((ProxyMethodInvocation) call).invocableClone().proceed();
            } catch (ConcurrencyFailureException ended) {
                if (tries == TRIES || !isDeadlock(ended)) {
                    throw ended;
                }
                LOG.info(
                        "the database ended {} for a deadlock; done again",
                        call.getMethod().getName());
            }
        }
    }

    private static boolean isDeadlock(ConcurrencyFailureException ended) {
        return ended.getRootCause() instanceof SQLException cause && DETECTED.equals(cause.getSQLState());
    }
}
