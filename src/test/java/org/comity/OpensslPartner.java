package org.comity;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.Key;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.comity.trust.Certificates;
import org.comity.trust.TestAuthority.Issued;

/** The directory of a partner that has no gateway, and the scripts of {@code examples/openssl-partner} at work in it. */
final class OpensslPartner {
    private static final Path SCRIPTS = Path.of("examples", "openssl-partner").toAbsolutePath();

    /** Longer than any step: each is a few processes and one request. */
    private static final long SECONDS = 120;

    private final Path home;

    OpensslPartner(Path home) {
        this.home = home;
    }

    /** How a script ended, and all that it said. */
    record Outcome(int status, String said) {
        Outcome isGood() {
            assertThat(status).as(said).isZero();
            return this;
        }

        Outcome isBad() {
            assertThat(status).as(said).isNotZero();
            return this;
        }
    }

    OpensslPartner settings(String from, String to, String url, boolean exercise) {
        return settings("FROM=%s%nTO=%s%nURL=%s%nEXERCISE=%s%n".formatted(from, to, url, exercise));
    }

    OpensslPartner settings(String lines) {
        return text("settings", lines);
    }

    Outcome makeKeys() {
        return run("make-keys.sh", home.toString());
    }

    Outcome makeProfile() {
        return run("make-profile.sh", home.toString());
    }

    Outcome readProfile(Path gateway) {
        return run("read-profile.sh", home.toString(), gateway.toString());
    }

    /** One of the partner's own keys with its certificate: {@code signing}, {@code encryption}, {@code tls}. */
    OpensslPartner holds(String name, Issued issued) {
        text(name + ".key", pem(issued.keys().getPrivate()));
        return certificate(name + ".crt", issued.certificate());
    }

    OpensslPartner certificate(String file, X509Certificate certificate) {
        return text(file, Certificates.pem(certificate));
    }

    Path work(String name) {
        return home.resolve(name);
    }

    Outcome make(String work) {
        return run("send.sh", home.toString(), work(work).toString(), "--make-only");
    }

    Outcome send(String work) {
        return run("send.sh", home.toString(), work(work).toString());
    }

    /** The same bytes with the same id. */
    Outcome sendAgain(String work) {
        return run("post.sh", home.toString(), work(work).toString());
    }

    Outcome open(byte[] sealed, String work) {
        return run(
                "open.sh",
                home.toString(),
                file("sealed-in.der", sealed).toString(),
                work(work).toString());
    }

    Outcome checkReceipt(String work) {
        return run("check-receipt.sh", home.toString(), work(work).toString());
    }

    Outcome makeReceipt(String work) {
        return run("receipt.sh", home.toString(), work(work).toString());
    }

    /** A file of {@code work} as the scripts left it, its line end taken off. */
    String said(String work, String file) {
        return read(work(work).resolve(file)).stripTrailing();
    }

    byte[] bytes(String work, String file) {
        try {
            return Files.readAllBytes(work(work).resolve(file));
        } catch (IOException missing) {
            throw new UncheckedIOException(missing);
        }
    }

    Path file(String name, byte[] bytes) {
        try {
            Path file = home.resolve(name);
            Files.createDirectories(file.toAbsolutePath().getParent());
            return Files.write(file, bytes);
        } catch (IOException unwritable) {
            throw new UncheckedIOException(unwritable);
        }
    }

    private OpensslPartner text(String name, String text) {
        file(name, text.getBytes(StandardCharsets.UTF_8));
        return this;
    }

    private Outcome run(String script, String... arguments) {
        List<String> command =
                new ArrayList<>(List.of("bash", SCRIPTS.resolve(script).toString()));
        command.addAll(List.of(arguments));
        try {
            Path log = Files.createTempFile(home, script, ".log"); // one may post while another is at its web server
            Process process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(log.toFile())
                    .start();
            if (!process.waitFor(SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new IllegalStateException(script + " takes longer than " + SECONDS + " s");
            }
            return new Outcome(process.exitValue(), read(log));
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopped);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException missing) {
            throw new UncheckedIOException(missing);
        }
    }

    private static String pem(Key key) {
        return "-----BEGIN PRIVATE KEY-----\n"
                + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(key.getEncoded())
                + "\n-----END PRIVATE KEY-----\n";
    }
}
