package org.comity;

import com.sun.management.HotSpotDiagnosticMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What only the launcher of this process can set: looked at when the gateway starts, and warned about. The unit file
 * in docs/operations.md sets all of it.
 */
record Surroundings(
        boolean exitsOnOutOfMemory, boolean dumpsHeap, boolean temporaryIsPrivate, Optional<String> coreLimit) {
    private static final Path LIMITS = Path.of("/proc/self/limits");
    private static final Pattern CORE = Pattern.compile("(?m)^Max core file size +(\\S+)");

    static Surroundings ofThisProcess() {
        return new Surroundings(
                flag("ExitOnOutOfMemoryError") || flag("CrashOnOutOfMemoryError"),
                flag("HeapDumpOnOutOfMemoryError"),
                PrivateTemporary.isPrivate(Path.of(System.getProperty("java.io.tmpdir"))),
                coreLimitNow());
    }

    /** What weakens the gateway, each with its remedy; nothing in a well-launched one. */
    List<String> doubts() {
        List<String> doubts = new ArrayList<>();
        if (!exitsOnOutOfMemory) {
            doubts.add("a gateway out of memory would limp on: start java with -XX:+ExitOnOutOfMemoryError");
        }
        if (dumpsHeap) {
            doubts.add("a heap dump holds keys and content: start java without -XX:+HeapDumpOnOutOfMemoryError");
        }
        if (!temporaryIsPrivate) {
            doubts.add(
                    "others can see the names of temporary files: PrivateTmp=yes in the unit file, or start java with"
                            + " -Djava.io.tmpdir= naming a directory of mode 0700");
        }
        coreLimit
                .filter(limit -> !limit.equals("0"))
                .ifPresent(limit -> doubts.add(
                        "a core dump holds keys and content (THREAT-113): ulimit -c 0, or LimitCORE=0 in the unit file; it is "
                                + limit));
        return doubts;
    }

    private static boolean flag(String name) {
        try {
            HotSpotDiagnosticMXBean flags = ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class);
            return flags != null && flags.getVMOption(name).getValue().equals("true");
        } catch (IllegalArgumentException unknownToThisJvm) {
            return false;
        }
    }

    /** Soft limit as Linux prints it; empty on other systems. */
    private static Optional<String> coreLimitNow() {
        try {
            Matcher line = CORE.matcher(Files.readString(LIMITS));
            return line.find() ? Optional.of(line.group(1)) : Optional.empty();
        } catch (IOException elsewhere) {
            return Optional.empty();
        }
    }
}
