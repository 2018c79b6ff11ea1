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
final class Pager {
    private static final int LONGEST_CALL = 16 * 1024; // bytes; an alert has about 500

    private final ObjectMapper json = new ObjectMapper();
    private final Told told;

    private Pager(Told told) {
        this.told = told;
    }

    /** Listens on loopback until the process ends. @return where to call */
    static URI listen(int port, Told told) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        server.createContext("/call", new Pager(told)::ring);
        server.start();
        Runtime.getRuntime().addShutdownHook(new Thread(() -> server.stop(0), "pager-stop"));
        return URI.create("http://127.0.0.1:" + port + "/call");
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
