package org.comity.delivery.traces;

import com.sun.net.httpserver.HttpServer;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.trace.v1.Span;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.comity.messages.Digest;

/** Takes spans over OTLP as any collector does, and reads them with the classes of the protocol. */
public final class TraceCollector implements AutoCloseable {
    private final List<Span> spans = new CopyOnWriteArrayList<>();
    private final HttpServer server;

    public TraceCollector() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/v1/traces", exchange -> {
            ExportTraceServiceRequest request = ExportTraceServiceRequest.parseFrom(exchange.getRequestBody());
            request.getResourceSpansList()
                    .forEach(resource ->
                            resource.getScopeSpansList().forEach(scope -> spans.addAll(scope.getSpansList())));
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        server.start();
    }

    public String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/v1/traces";
    }

    /** Of the message's trace, by the rule of the decision record and not by our code. */
    public List<Span> of(String message) {
        String trace = Digest.of(("comity trace " + message).getBytes(java.nio.charset.StandardCharsets.UTF_8))
                .hex()
                .substring(0, 32);
        return spans.stream()
                .filter(span -> HexFormat.of()
                        .formatHex(span.getTraceId().toByteArray())
                        .equals(trace))
                .toList();
    }

    public List<String> names(String message) {
        return of(message).stream().map(Span::getName).toList();
    }

    public List<Span> all() {
        return List.copyOf(spans);
    }

    public void goesAway() {
        server.stop(0);
    }

    @Override
    public void close() {
        goesAway();
    }
}
