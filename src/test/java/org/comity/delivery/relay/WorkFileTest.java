package org.comity.delivery.relay;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WorkFileTest {
    private static final Reference POISON = new Reference("comity.inbound", "poison");

    @TempDir
    private Path directory;

    @Test // THREAT-124
    void namesWhatWasAtWorkWhenTheProcessWasKilled() throws Exception {
        Process worker = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Worker.class.getName(),
                        path().toString())
                .redirectErrorStream(true)
                .start();
        assertThat(worker.getInputStream().read()).as("it is at work").isEqualTo('.');
        worker.destroyForcibly();
        assertThat(worker.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(WorkFile.in(path()).left()).containsExactly(POISON);
    }

    /** A process of its own. */
    static final class Worker {
        public static void main(String[] path) throws InterruptedException {
            WorkFile file = WorkFile.in(Path.of(path[0]));
            file.begun("one", new Reference("comity.inbound", "ended"));
            file.begun("two", POISON);
            file.ended("one");
            System.out.print('.');
            System.out.flush();
            Thread.sleep(Long.MAX_VALUE);
        }
    }

    @Test
    void keepsWhatWasLeftUntilItIsCounted() {
        WorkFile.in(path()).begun("work", POISON);
        WorkFile second = WorkFile.in(path());
        second.begun("work", new Reference("comity.inbound", "another"));
        assertThat(second.left()).containsExactly(POISON);
        WorkFile third = WorkFile.in(path());
        assertThat(third.left()).hasSize(2).contains(POISON);
        third.forgetWhatWasLeft();
        assertThat(third.left()).isEmpty();
        assertThat(WorkFile.in(path()).left()).isEmpty();
    }

    @Test
    void takesAsManyAsThereIsRoomForAndNeverGrows() throws Exception {
        WorkFile file = WorkFile.in(path());
        IntStream.range(0, 5_000).forEach(number -> file.begun("w" + number, POISON));
        file.begun("long", new Reference("comity.inbound", "x".repeat(300)));
        IntStream.range(0, 5_000).forEach(number -> file.ended("w" + number));
        file.ended("long");
        assertThat(WorkFile.in(path()).left()).isEmpty();
        assertThat(Files.size(path())).isEqualTo(1024 * 1024);
    }

    @Test
    void aFileOfSomethingElseIsNothing() throws Exception {
        Files.createDirectory(path().getParent());
        Files.writeString(path(), "something else");
        assertThat(WorkFile.in(path()).left()).isEqualTo(List.of());
    }

    private Path path() {
        return directory.resolve("deeper").resolve("at-work");
    }
}
