package org.comity.delivery.as2;

import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.aopalliance.intercept.MethodInterceptor;
import org.aopalliance.intercept.MethodInvocation;
import org.springframework.aop.framework.Advised;
import org.springframework.aop.framework.ProxyFactory;
import org.springframework.beans.factory.config.BeanPostProcessor;

/** Lets a step of a flow fail as a test tells it to: the bean is the real one, the exception is the test's. */
final class Trouble implements BeanPostProcessor {
    private static final Set<String> STEPS = Set.of(
            "processing",
            "deadlineKeeping",
            "lateReceipts",
            "dutyCalls",
            "stuckErrands",
            "queueSender",
            "onceOnly",
            "spoiledSubmissions");

    private final Map<String, Failing> troubles = new ConcurrentHashMap<>();
    private final Map<String, AtomicInteger> calls = new ConcurrentHashMap<>();

    private record Failing(int times, Supplier<? extends RuntimeException> trouble) {}

    /** From now on each call of {@code step}, a bean or a bean and its method, fails. */
    void in(String step, Supplier<? extends RuntimeException> trouble) {
        in(step, Integer.MAX_VALUE, trouble);
    }

    /** The next {@code times} calls of {@code step} fail, and no more. */
    void in(String step, int times, Supplier<? extends RuntimeException> trouble) {
        calls.put(step, new AtomicInteger());
        troubles.put(step, new Failing(times, trouble));
    }

    /** How often {@code step} was called since it has trouble. */
    int calls(String step) {
        return calls.get(step).get();
    }

    void isOver() {
        troubles.clear();
    }

    @Override
    public Object postProcessAfterInitialization(Object bean, String name) {
        if (!STEPS.contains(name)) {
            return bean;
        }
        if (bean instanceof Advised advised) {
            advised.addAdvice(0, failing(name));
            return bean;
        }
        ProxyFactory proxy = new ProxyFactory(bean);
        proxy.setProxyTargetClass(true);
        proxy.addAdvice(failing(name));
        return proxy.getProxy();
    }

    private MethodInterceptor failing(String name) {
        return (MethodInvocation call) -> {
            String step = troubles.containsKey(name)
                    ? name
                    : name + "." + call.getMethod().getName();
            Failing failing = troubles.get(step);
            if (failing != null && calls.get(step).incrementAndGet() <= failing.times()) {
                throw failing.trouble().get();
            }
            return call.proceed();
        };
    }
}
