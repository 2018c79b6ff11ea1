package org.comity.faults;

import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.comity.FreePorts;
import org.comity.exercise.TwoSides;
import org.comity.exercise.TwoSides.Side;
import org.comity.faults.check.Rows;
import org.comity.journal.embedded.OwnServer;

/**
 * Our agency with two nodes on a database and a pair of brokers that are nobody's but the operator's, as docs/operations.md sets them up; before
 * them what passes TLS on to the node that lives; and a partner with one gateway of the ordinary kind.
 */
final class TwoNodes implements AutoCloseable {
    private static final int BEHIND = 3; // below the ports that the system gives to outgoing connections

    private final TwoSides sides;
    private final OwnServer database;
    private final BrokerPair brokers;
    private final List<Supervised> nodes;
    private final Supervised partner;
    private final Wire balancer;
    private final AtomicInteger turn = new AtomicInteger();

    private TwoNodes(Path data) throws IOException, GeneralSecurityException, InterruptedException {
        this.sides = TwoSides.under(data);
        int ports = FreePorts.first();
        Path home = Files.createDirectories(data.resolve("servers"));
        this.database = database(home, ports + 3);
        this.brokers = brokers(home, ports + 1000);
        Program program = Program.in(data.resolve("program"));
        Side ours = sides.ours();
        Side second = second(ours, data.resolve("second"), ports);
        List<String> shared = new ArrayList<>(sides.settings(ours));
        shared.addAll(onExternalParts());
        List<String> ofSecond = new ArrayList<>(shared);
        ofSecond.addAll(ofItsOwn(second, ours, ports));
        this.nodes = List.of(
                new Supervised(ours, ours.called() + BEHIND, shared, program),
                new Supervised(second, ports + 1, ofSecond, program));
        Side theirs = sides.theirs();
        this.partner = new Supervised(theirs, theirs.called(), sides.settings(theirs), program);
        this.balancer = new Wire(ours.called(), this::next);
    }

    /** Without them there is nothing that the database is for. */
    private BrokerPair brokers(Path home, int port) throws IOException, GeneralSecurityException, InterruptedException {
        try {
            return BrokerPair.start(home.resolve("brokers"), tls(home, sides.server("broker")), port);
        } catch (IOException | GeneralSecurityException | InterruptedException | RuntimeException failed) {
            database.close();
            throw failed;
        }
    }

    static TwoNodes under(Path data) throws IOException, GeneralSecurityException, InterruptedException {
        return new TwoNodes(data);
    }

    /** Its own data directory, ports and log; the keys are one directory that both read. */
    private static Side second(Side ours, Path directory, int ports) throws IOException {
        Files.createDirectories(directory);
        return new Side(
                ours.agency(),
                directory,
                ours.settings(),
                directory.resolve("tokens.properties"),
                "https://localhost:" + ports,
                ours.called());
    }

    private List<String> onExternalParts() {
        return List.of(
                "spring.datasource.url="
                        + database.url("sslmode=verify-full&sslrootcert="
                                + sides.authority().toAbsolutePath()),
                "spring.datasource.username=comity",
                "spring.datasource.password=" + database.password(),
                "spring.flyway.user=comity_owner",
                "spring.flyway.password=" + database.password(),
                brokers.settings().get(0),
                brokers.settings().get(1),
                brokers.settings().get(2));
    }

    private static List<String> ofItsOwn(Side second, Side first, int ports) {
        return List.of(
                "comity.data=" + second.directory().toAbsolutePath(),
                "comity.trust.keys=" + first.directory().resolve("keys").toAbsolutePath(),
                "comity.play.tokens=" + second.tokens().toAbsolutePath(),
                "logging.file.name=" + second.directory().resolve("gateway.log").toAbsolutePath(),
                "server.port=" + ports,
                "management.server.port=" + (ports + 2));
    }

    private OwnServer database(Path home, int port) throws IOException, GeneralSecurityException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        char[] secret = sides.secret().toCharArray();
        try (InputStream in = new FileInputStream(sides.server("database").toFile())) {
            store.load(in, secret);
        }
        String alias = store.aliases().nextElement();
        Path key = Files.writeString(
                home.resolve("database.key"),
                pem("PRIVATE KEY", store.getKey(alias, secret).getEncoded()));
        Path certificate = Files.writeString(
                home.resolve("database.pem"),
                pem("CERTIFICATE", store.getCertificate(alias).getEncoded()));
        return OwnServer.make(home.resolve("postgresql"), port, key, certificate);
    }

    private static String pem(String what, byte[] der) {
        return "-----BEGIN " + what + "-----\n"
                + Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII))
                        .encodeToString(der) + "\n-----END "
                + what + "-----\n";
    }

    private BrokerPair.Tls tls(Path home, Path key) throws IOException, GeneralSecurityException {
        KeyStore trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        try (InputStream in = new FileInputStream(sides.authority().toFile())) {
            trusted.setCertificateEntry(
                    "authority", CertificateFactory.getInstance("X.509").generateCertificate(in));
        }
        Path trust = home.resolve("trusted.p12");
        try (OutputStream out = Files.newOutputStream(trust)) {
            trusted.store(out, sides.secret().toCharArray());
        }
        return new BrokerPair.Tls(key, trust, sides.secret());
    }

    /** Where the next connection of the partner goes: one after the other, and past one that is down. */
    private int next() {
        int first = Math.floorMod(turn.getAndIncrement(), nodes.size());
        Supervised chosen = nodes.get(first).isUp() ? nodes.get(first) : nodes.get(1 - first);
        return chosen.partnersPort();
    }

    TwoSides sides() {
        return sides;
    }

    Supervised first() {
        return nodes.getFirst();
    }

    Supervised second() {
        return nodes.getLast();
    }

    Supervised partner() {
        return partner;
    }

    OwnServer database() {
        return database;
    }

    BrokerPair brokers() {
        return brokers;
    }

    Rows ours() {
        return Rows.at(database.url(""), "comity_owner", database.password());
    }

    Rows theirs() {
        return Rows.of(sides.theirs().directory());
    }

    Load.Offices offices() {
        return new Load.Offices(
                sides.authority(),
                sides.ours(),
                nodes.stream().map(node -> node.side().page()).toList(),
                sides.theirs(),
                () -> false);
    }

    @Override
    public void close() throws IOException {
        for (Supervised one : List.of(nodes.getFirst(), nodes.getLast(), partner)) {
            one.close();
        }
        balancer.close();
        try {
            brokers.close();
        } finally {
            database.close();
        }
    }
}
