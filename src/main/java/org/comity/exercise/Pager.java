package org.comity.exercise;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;

/**
 * The duty officers' telephone of the exercise: both gateways call it by their webhook (UC-08), and the console shows whom it rings for.
 * A real agency has its own receiver, or mails.
 */
final class Pager implements AutoCloseable {
    private static final int LONGEST_CALL = 16 * 1024; // bytes; an alert has about 500

    private final ObjectMapper json = new ObjectMapper();
    private final HttpServer server;
    private final Told told;

    private Pager(HttpServer server, Told told) {
        this.server = server;
        this.told = told;
    }

    /**
     * Listens on loopback until it is closed or the process ends.
     *
     * @param port 0: any that is free
     */
    static Pager listen(int port, Told told) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        Pager pager = new Pager(server, told);
        server.createContext("/call", pager::ring);
        server.start();
        Runtime.getRuntime().addShutdownHook(new Thread(pager::close, "pager-stop"));
        return pager;
    }

    /** Where to call. */
    URI address() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/call");
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private void ring(HttpExchange exchange) throws IOException {
        try (exchange) {
            JsonNode call = json.readTree(exchange.getRequestBody().readNBytes(LONGEST_CALL));
            String called = call.path("to").asText();
            if (!called.isEmpty()) { // of the allies nobody is on duty
                String text = call.path("text").asText();
                told.line("  (ring)    " + called + " is called: "
                        + call.path("cause").asText().replace('-', ' ') + ", call "
                        + call.path("call").asInt() + "\n            "
                        + text.substring(text.lastIndexOf("Acknowledge")).strip());
            }
            exchange.sendResponseHeaders(204, -1);
        }
    }
}
