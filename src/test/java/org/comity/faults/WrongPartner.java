package org.comity.faults;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.comity.envelope.Receipt;
import org.comity.envelope.ReceiptFacts;
import org.comity.envelope.Receipts;
import org.comity.exercise.TwoSides;
import org.comity.exercise.TwoSides.Side;
import org.comity.messages.Digest;
import org.comity.messages.MessageId;
import org.comity.partners.AgencyId;
import org.comity.trust.CertificatePaths;
import org.comity.trust.RevocationLists;
import org.comity.trust.TrustSettings;

/** Plays a side that went wrong, with that side's own TLS certificate and signing key, so that only what it says is false. */
final class WrongPartner implements AutoCloseable {
    /** What is wrong with its answers. */
    enum Answer {
        /** A signed receipt for the message, over other bytes. */
        WRONG_MIC,
        /** A signed receipt over the right bytes, for another message. */
        RECEIPT_OF_ANOTHER,
        /** An unsigned text, and HTTP 200. */
        GARBAGE,
        /** HTTP 200 and nothing else. */
        EMPTY,
        /** Nothing, until the caller hangs up. */
        SILENCE,
        /** HTTP 503. */
        UNWELL
    }

    private final HttpsServer server;
    private final Side side;
    private final TwoSides sides;
    private final Function<String, String> micOf;
    private final AtomicInteger given = new AtomicInteger();
    private final Receipts receipts;
    private volatile Answer answer = Answer.GARBAGE;

    /** @param micOf the MIC of a message at its sender, in hexadecimal */
    WrongPartner(TwoSides sides, Side side, TrustSettings trust, Function<String, String> micOf)
            throws IOException, GeneralSecurityException {
        this.side = side;
        this.sides = sides;
        this.micOf = micOf;
        this.receipts = new Receipts(Clock.systemUTC(), new CertificatePaths(new RevocationLists(trust)));
        this.server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 200);
        server.setHttpsConfigurator(new HttpsConfigurator(sides.tls(side)));
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/as2", this::take);
        server.start();
    }

    void answers(Answer how) {
        answer = how;
    }

    int port() {
        return server.getAddress().getPort();
    }

    /** False answers so far. */
    int given() {
        return given.get();
    }

    private void take(HttpExchange exchange) throws IOException {
        try (exchange) {
            exchange.getRequestBody().readAllBytes();
            given.incrementAndGet();
            boolean isReceipt = exchange.getRequestURI().getPath().endsWith("/receipts");
            if (isReceipt) { // it says that it took it, and did not
                write(exchange, 200, "text/plain", new byte[0]);
                return;
            }
            MessageId id = MessageId.parse(exchange.getRequestHeaders().getFirst("Message-ID"))
                    .orElseThrow();
            switch (answer) {
                case WRONG_MIC -> write(exchange, receipt(id, Digest.of(new byte[] {1})));
                case RECEIPT_OF_ANOTHER ->
                    write(
                            exchange,
                            receipt(
                                    new MessageId(UUID.randomUUID(), id.agency()),
                                    new Digest(micOf.apply(id.toString()))));
                case GARBAGE -> write(exchange, 200, "text/plain", "thank you".getBytes(StandardCharsets.US_ASCII));
                case EMPTY -> write(exchange, 200, "text/plain", new byte[0]);
                case UNWELL -> write(exchange, 503, "text/plain", new byte[0]);
                case SILENCE -> Thread.sleep(Duration.ofSeconds(30));
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private Receipt receipt(MessageId id, Digest mic) {
        return receipts.receipt(new ReceiptFacts(id, new AgencyId(side.agency()), mic, List.of()), sides.signing(side));
    }

    private static void write(HttpExchange exchange, Receipt receipt) throws IOException {
        write(exchange, 200, receipt.contentType(), receipt.body());
    }

    private static void write(HttpExchange exchange, int status, String type, byte[] body) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", type);
        exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
        exchange.getResponseBody().write(body);
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
