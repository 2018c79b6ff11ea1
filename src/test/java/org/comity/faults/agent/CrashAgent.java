package org.comity.faults.agent;

import static net.bytebuddy.matcher.ElementMatchers.named;
import static net.bytebuddy.matcher.ElementMatchers.namedOneOf;

import java.lang.instrument.Instrumentation;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Arrays;
import java.util.stream.Collectors;
import net.bytebuddy.agent.builder.AgentBuilder;
import net.bytebuddy.asm.Advice;
import net.bytebuddy.matcher.ElementMatchers;

/** Weaves {@link Steps} into a gateway that is started with {@code -javaagent}: the program itself has no hooks for tests. */
public final class CrashAgent {
    private static final String ROOT = "org.comity.";

    private CrashAgent() {}

    /** @param file what {@link Steps} obey */
    public static void premain(String file, Instrumentation jvm) {
        Steps.watch(Path.of(file));
        AgentBuilder agent = new AgentBuilder.Default().disableClassFormatChanges();
        var byClass = Arrays.stream(Step.values())
                .collect(Collectors.groupingBy(Step::type, Collectors.mapping(Step::method, Collectors.toSet())));
        for (var of : byClass.entrySet()) {
            String[] methods = of.getValue().toArray(String[]::new);
            agent = agent.type(named(ROOT + of.getKey()))
                    .transform((type, description, loader, module, domain) -> type.visit(Advice.to(Woven.class)
                            .on(namedOneOf(methods).and(ElementMatchers.not(ElementMatchers.isAbstract())))));
        }
        agent.type(named(ROOT + "Gateway"))
                .transform((type, description, loader, module, domain) ->
                        type.visit(Advice.to(WovenClock.class).on(named("clock"))))
                .installOn(jvm);
    }

    /** Copied into the methods by its bytes, never called. */
    public static final class Woven {
        private Woven() {}

        @Advice.OnMethodEnter
        static void enter(@Advice.Origin("#t.#m") String step) {
            Steps.pass("before", step);
        }

        @Advice.OnMethodExit
        static void exit(@Advice.Origin("#t.#m") String step) {
            Steps.pass("after", step);
        }
    }

    /** As {@link Woven}. */
    public static final class WovenClock {
        private WovenClock() {}

        @Advice.OnMethodExit
        @SuppressWarnings({"UnusedVariable", "ParameterReassignment"}) // the weaver takes it as what the method returns
        static void exit(@Advice.Return(readOnly = false) Clock clock) {
            clock = Steps.moving(clock);
        }
    }
}
