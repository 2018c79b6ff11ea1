package org.comity.envelope;

import java.util.List;
import java.util.concurrent.TimeUnit;
import org.comity.messages.Digest;
import org.comity.problems.Checked;
import org.comity.trust.TestAuthority.Algorithm;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** A receipt made by who received and verified by who sent; its length does not depend on the message's. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(1)
public class ReceiptBenchmark {
    private static final Digest MIC = Digest.of(new byte[] {1, 2, 3});

    @Param({"P256", "RSA_2048", "RSA_3072"})
    public Algorithm keys = Algorithm.P256;

    private Exchange exchange;
    private Receipts receipts;
    private Receipt receipt;

    @Setup
    public void prepare() {
        exchange = Exchange.of(keys);
        receipts = new Receipts(Exchange.CLOCK, exchange.authority.paths());
        receipt = make();
    }

    @Benchmark
    public Receipt make() {
        return receipts.receipt(
                new ReceiptFacts(Exchange.ID, exchange.receiver.id(), MIC, List.of()),
                exchange.receiver.keys().signing(exchange.receiver.id()));
    }

    @Benchmark
    public VerifiedReceipt verify() {
        return switch (receipts.verify(receipt, Exchange.ID, MIC, exchange.receiver.partner(), Exchange.NOW)) {
            case Checked.Passed<VerifiedReceipt>(var verified) -> verified;
            case Checked.Failed<VerifiedReceipt>(var problems) -> throw new AssertionError(problems.toString());
        };
    }
}
