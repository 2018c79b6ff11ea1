package org.comity.delivery.as2;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsParameters;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import javax.net.ssl.SSLContext;
import org.comity.envelope.Receipt;
import org.comity.trust.PartnerTls;

/** A partner's gateway on a real TLS socket that answers as a test tells it to. */
public final class ForeignPartner implements AutoCloseable {

    /** What it does with a POST. */
    @FunctionalInterface
    public interface Behaviour {
        void answer(HttpExchange exchange) throws IOException;
    }

    private static final String BODY = "body";

    public final List<byte[]> received = new CopyOnWriteArrayList<>();
    private final HttpsServer server;
    private volatile Behaviour behaviour = exchange -> exchange.sendResponseHeaders(404, -1);

    public ForeignPartner(SSLContext tls) throws IOException {
        server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(tls) {
            @Override
            public void configure(HttpsParameters parameters) {
                parameters.setSSLParameters(PartnerTls.parameters());
            }
        });
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/as2", exchange -> {
            byte[] body = exchange.getRequestBody().readAllBytes();
            received.add(body);
            exchange.setAttribute(BODY, body);
            behaviour.answer(exchange);
            exchange.close();
        });
        server.start();
    }

    /** What was posted. */
    static byte[] body(HttpExchange exchange) {
        return (byte[]) exchange.getAttribute(BODY);
    }

    public URI url() {
        return URI.create("https://localhost:" + server.getAddress().getPort() + "/as2");
    }

    public void behaves(Behaviour how) {
        behaviour = how;
    }

    public void answers(int status, String contentType, byte[] body) {
        behaves(exchange -> write(exchange, status, contentType, body));
    }

    public void answers(Receipt receipt) {
        answers(200, receipt.contentType(), receipt.body());
    }

    public static void write(HttpExchange exchange, int status, String contentType, byte[] body) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", contentType);
        exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
        try (OutputStream out = exchange.getResponseBody()) {
            out.write(body);
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
