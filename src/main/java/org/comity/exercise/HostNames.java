package org.comity.exercise;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * The host names of the exercise's agencies, which no name server knows. This process reads them from a file of the exercise that repeats
 * the machine's own; what is not in it, it does not find.
 */
final class HostNames {
    private static final Path OF_THE_MACHINE = Path.of("/etc/hosts");

    private HostNames() {}

    /** To be called before anything of this process asks for an address: the JDK looks at the setting once. */
    static void know(List<String> names, Path file) throws IOException {
        Files.createDirectories(file.toAbsolutePath().getParent());
        String machine = Files.isReadable(OF_THE_MACHINE) ? Files.readString(OF_THE_MACHINE) : "";
        Files.writeString(file, "127.0.0.1 localhost " + String.join(" ", names) + "\n" + machine);
        System.setProperty("jdk.net.hosts.file", file.toAbsolutePath().toString());
        try {
            InetAddress.getByName(names.getFirst());
        } catch (UnknownHostException tooLate) {
            throw new CannotPlay("this process does not take the host names of " + file
                    + ": something has asked for an address before; --play short needs none of them");
        }
    }
}
