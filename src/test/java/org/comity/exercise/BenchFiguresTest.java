package org.comity.exercise;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class BenchFiguresTest {
    /** 40 exchanges a second, each 25 ms of CPU and 3 fsyncs. */
    private final BenchSide.Counted counted = new BenchSide.Counted(40, 25, 3, List.of());

    @Test
    void aMessageOfItsSizeIsTwoExchangesSinceItsAcknowledgementIsTheOther() {
        assertThat(counted.ofSize("1MB"))
                .isEqualTo("messages of 1MB: 20.0 a second, 50.00 ms CPU for each and its acknowledgement");
    }

    @Test
    void exchangesAreHeldAgainstWhatTheMachineCanDo() {
        int processors = Runtime.getRuntime().availableProcessors();
        BenchLimits limits = new BenchLimits(processors * 0.5, 480);
        assertThat(limits.against(counted))
                .startsWith(
                        "arithmetic is " + 2 * processors + ".0% of the CPU; 2.0% of the rate at which " + processors)
                .endsWith("fsyncs at 25% of the rate at which the disk does one after the other");
    }
}
