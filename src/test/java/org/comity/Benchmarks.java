package org.comity;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.options.CommandLineOptions;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/** {@code mvn -q -Pbench test} runs them, in a process each; no other build does, since no test has such a name. */
class Benchmarks {

    @Test
    void run() throws Exception {
        String which = System.getProperty("bench", "Benchmark");
        var options = new OptionsBuilder()
                .parent(new CommandLineOptions(which.split(" ", -1)))
                .jvmArgs("--enable-native-access=ALL-UNNAMED") // nothing of the tests' own JVM
                .build();
        assertThat(new Runner(options).run()).isNotEmpty();
    }
}
