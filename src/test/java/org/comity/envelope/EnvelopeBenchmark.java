package org.comity.envelope;

import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
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

/** A message of a length that cannot be compressed, sealed and opened; the bytes are its one attachment. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(1)
public class EnvelopeBenchmark {
    @Param({"10240", "1048576"})
    public int bytes;

    @Param({"P256", "RSA_2048", "RSA_3072"})
    public Algorithm keys = Algorithm.P256;

    private Exchange exchange;
    private List<AttachedBytes> attachments;
    private byte[] sealed;

    @Setup
    public void prepare() {
        byte[] content = new byte[bytes];
        new Random(1).nextBytes(content);
        exchange = Exchange.of(keys);
        attachments = List.of(new AttachedBytes("log.bin", "application/octet-stream", content));
        sealed = exchange.sealed(Exchange.XML, attachments).bytes();
    }

    @Benchmark
    public SealedMessage seal() {
        return exchange.sealed(Exchange.XML, attachments);
    }

    @Benchmark
    public OpenedMessage open() {
        return exchange.opened(sealed);
    }
}
