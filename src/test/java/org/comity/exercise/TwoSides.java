package org.comity.exercise;

import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.util.List;
import java.util.stream.Stream;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.comity.FreePorts;
import org.comity.envelope.Openssl;
import org.comity.partners.AgencyId;
import org.comity.problems.Checked;
import org.comity.trust.Certificates;
import org.comity.trust.ExerciseAuthority;
import org.comity.trust.KeyAlgorithm;
import org.comity.trust.KeyFiles;
import org.comity.trust.KeyKind;
import org.comity.trust.OwnCertificate;
import org.comity.trust.OwnKeys;
import org.comity.trust.SigningKey;
import org.comity.trust.TrustSettings;

/** The stage of an exercise for a harness that starts its gateways by itself and stands between them. */
public final class TwoSides {
    private static final List<String> HOSTS = List.of("localhost", "127.0.0.1");

    private final Stage stage;
    private final Clock clock = Clock.systemUTC();

    private TwoSides(Stage stage) {
        this.stage = stage;
    }

    /**
     * One of them.
     *
     * @param page {@code https://host:port} of its officers' port
     * @param called the port of loopback at which the other side calls it
     */
    public record Side(String agency, Path directory, Path settings, Path tokens, String page, int called) {}

    /** With keys, certificates and settings, and nothing running. */
    public static TwoSides under(Path data) throws IOException {
        int first = FreePorts.first();
        Stage stage = Stage.under(data, first);
        Told nobody = new Told(new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8));
        stage.set(Clock.systemUTC(), Pager.listen(first + 3, nobody).address());
        TwoSides two = new TwoSides(stage);
        two.wantsReceiptsLater(stage.ours());
        return two;
    }

    /** Ours asks for receipts by a POST, theirs for receipts in the answer: so both ways are walked. */
    public List<String> settings(Side side) {
        return side.agency().equals(stage.ours().id().value())
                ? List.of(
                        "comity.as2.asynchronous=" + stage.theirs().id(),
                        "comity.as2.own-receipts-url=" + receiptsTo(stage.ours()))
                : List.of();
    }

    private void wantsReceiptsLater(Party party) throws IOException {
        Path profile = party.profile(party.id());
        String text = Files.readString(profile);
        String asked = text.replaceFirst("(\"asynchronousReceiptTo\" *: *)\"\"", "$1\"" + receiptsTo(party) + "\"");
        if (asked.equals(text)) {
            throw new IllegalStateException("a profile names where receipts go");
        }
        Files.writeString(profile, asked);
    }

    private static String receiptsTo(Party party) {
        return "https://localhost:" + party.partners() + "/as2/receipts";
    }

    public Side ours() {
        return side(stage.ours());
    }

    public Side theirs() {
        return side(stage.theirs());
    }

    /** PEM file of who issued every certificate. */
    public Path authority() {
        return stage.data().resolve("authority.pem");
    }

    /** As an agency does that has lost trust in its key: a new one, no overlap, and a new profile, which the other side reads at its next start. */
    public void renewSigningKey(Side side) throws IOException {
        Party party = party(side);
        ExerciseAuthority authority =
                ExerciseAuthority.open(stage.data().resolve("authority"), party.trust(password()), clock);
        Files.delete(keys(party).resolve("signing.p12"));
        authority.equip(party.id(), party.trust(password()), HOSTS);
        tell(party, authority);
    }

    /**
     * As an operator does: a new key beside the old one, which is kept for the overlap, its certificate by the authority that issued the other, and a
     * new profile, which the other side reads at its next start.
     */
    public void renewKey(Side side, KeyKind kind) throws IOException {
        Party party = party(side);
        TrustSettings trust = party.trust(password());
        KeyFiles files = new KeyFiles(trust, clock);
        String subject = "CN=" + party.id() + " " + kind.title() + ", O=EXERCISE";
        String request = files.request(party.id(), kind, KeyAlgorithm.P256, subject, HOSTS);
        Path directory = stage.data().resolve("authority");
        Openssl openssl = new Openssl(directory).write("request.pem", request.getBytes(StandardCharsets.US_ASCII));
        openssl.run("pkcs12", "-in", "authority.p12", "-passin", "pass:" + secret(), "-nodes", "-out", "authority.key");
        openssl.run(
                "x509",
                "-req",
                "-in",
                "request.pem",
                "-CA",
                "authority.key",
                "-copy_extensions",
                "copyall",
                "-days",
                "100",
                "-out",
                "issued.pem");
        X509Certificate issued = Certificates.parse(Files.readString(directory.resolve("issued.pem")));
        Checked<OwnCertificate> taken = files.take(party.id(), kind, List.of(issued), clock.instant());
        if (!taken.problems().isEmpty()) {
            throw new IllegalStateException("the new key is not taken: " + taken.problems());
        }
        tell(party, ExerciseAuthority.open(directory, trust, clock));
    }

    private void tell(Party party, ExerciseAuthority authority) throws IOException {
        byte[] profile = Profiles.of(
                party.hosted().getFirst(),
                new OwnKeys(party.trust(password()), clock),
                authority(),
                authority.revocationList());
        Files.write(party.profile(party.id()), profile);
        if (party.equals(stage.ours())) {
            wantsReceiptsLater(party);
        }
    }

    /** Key store of a server of the operator's on this machine, issued by the same authority; the password is {@link #secret}. */
    public Path server(String name) throws IOException {
        Path directory = stage.data().resolve("servers");
        Party ours = stage.ours();
        TrustSettings of = ours.trust(password());
        ExerciseAuthority.open(stage.data().resolve("authority"), of, clock)
                .equip(
                        new AgencyId(name),
                        new TrustSettings(
                                directory,
                                of.passwordFile(),
                                of.password(),
                                of.revocationLists(),
                                of.revocationInterval(),
                                of.revocationGrace(),
                                of.keyOverlap(),
                                of.dualControl()),
                        HOSTS);
        return directory.resolve(name).resolve("tls.p12");
    }

    /** Of all key files. */
    public String secret() throws IOException {
        return Files.readString(password()).strip();
    }

    /** For who plays a side that went wrong: what it signs is signed. */
    public SigningKey signing(Side side) {
        Party party = party(side);
        return new OwnKeys(party.trust(password()), clock).signing(new AgencyId(side.agency()));
    }

    /** For who plays a side that went wrong: it shows the side's own certificate. */
    public SSLContext tls(Side side) throws IOException, GeneralSecurityException {
        char[] secret = secret().toCharArray();
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream in =
                new FileInputStream(keys(party(side)).resolve("tls.p12").toFile())) {
            store.load(in, secret);
        }
        KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(store, secret);
        SSLContext tls = SSLContext.getInstance("TLS");
        tls.init(keys.getKeyManagers(), null, null);
        return tls;
    }

    private Path password() {
        return stage.data().resolve("key-password");
    }

    private Path keys(Party party) {
        return party.trust(password()).keys().resolve(party.id().value());
    }

    private Party party(Side side) {
        return Stream.of(stage.ours(), stage.theirs())
                .filter(party -> party.id().value().equals(side.agency()))
                .findFirst()
                .orElseThrow();
    }

    private static Side side(Party party) {
        return new Side(
                party.id().value(),
                party.directory(),
                party.settings(),
                party.tokens(),
                party.page(),
                party.partners());
    }
}
