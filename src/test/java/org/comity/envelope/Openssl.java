package org.comity.envelope;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.comity.trust.Certificates;

/** The {@code openssl} program at work in one directory. */
public record Openssl(Path directory) {

    /** Runs {@code openssl arguments...}; fails the test unless it ends with 0. */
    public void run(String... arguments) {
        List<String> command = new ArrayList<>(List.of("openssl"));
        command.addAll(List.of(arguments));
        try {
            Path log = directory.resolve("log");
            Process process = new ProcessBuilder(command)
                    .directory(directory.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(log.toFile())
                    .start();
            assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
            assertThat(process.exitValue())
                    .as("%s: %s", command, Files.readString(log))
                    .isZero();
        } catch (IOException | InterruptedException broken) {
            throw new IllegalStateException(broken);
        }
    }

    public Openssl write(String name, byte[] bytes) {
        try {
            Files.write(directory.resolve(name), bytes);
            return this;
        } catch (IOException broken) {
            throw new IllegalStateException(broken);
        }
    }

    Openssl write(String name, X509Certificate certificate) {
        return write(name, Certificates.pem(certificate).getBytes(StandardCharsets.US_ASCII));
    }

    Openssl write(String name, PrivateKey key) {
        String pem = "-----BEGIN PRIVATE KEY-----\n" + Base64.getMimeEncoder().encodeToString(key.getEncoded())
                + "\n-----END PRIVATE KEY-----\n";
        return write(name, pem.getBytes(StandardCharsets.US_ASCII));
    }

    public byte[] read(String name) {
        try {
            return Files.readAllBytes(directory.resolve(name));
        } catch (IOException broken) {
            throw new IllegalStateException(broken);
        }
    }
}
