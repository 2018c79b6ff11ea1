package org.comity.delivery.traces;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.opentelemetry.exporter.otlp.http.trace.OtlpHttpSpanExporter;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import org.apache.camel.CamelContext;
import org.apache.camel.spi.EventNotifier;
import org.apache.camel.spring.boot.CamelContextConfiguration;
import org.comity.delivery.relay.StatusEvents;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What makes traces. Without the setting there is nothing of it in the program: no listener, no clock is asked, no step is noted. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnProperty("comity.traces.otlp")
@EnableConfigurationProperties(TracesSettings.class)
class Traces {
    /** Of one post to the collector; whoever is slower loses spans, and no message waits for it. */
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    @Bean(destroyMethod = "close")
    Spans spans(TracesSettings settings, ObjectProvider<MeterRegistry> meters) {
        URI otlp = settings.otlp()
                .orElseThrow(() -> new IllegalArgumentException("comity.traces.otlp has no value: leave it out"));
        OtlpHttpSpanExporter exporter = OtlpHttpSpanExporter.builder()
                .setEndpoint(otlp.toString())
                .setTimeout(PATIENCE)
                .setConnectTimeout(PATIENCE)
                .setRetryPolicy(null) // the queue is what waits
                .build();
        return new Spans(exporter, meters.getIfAvailable(SimpleMeterRegistry::new));
    }

    @Bean
    EventNotifier endedFlows(Spans spans) {
        return new EndedFlows(spans);
    }

    @Bean
    ToldEvents toldEvents(StatusEvents told, Spans spans) {
        ToldEvents events = new ToldEvents();
        told.whenTold(entry -> spans.offer(() -> events.spans(entry)));
        return events;
    }

    /** Before the routes are built, since each of their steps asks for the factory then. */
    @Bean
    CamelContextConfiguration notedSteps(Clock clock) {
        return new CamelContextConfiguration() {
            @Override
            public void beforeApplicationStart(CamelContext context) {
                context.setMessageHistory(true);
                context.setMessageHistoryFactory(new Steps(clock));
            }

            @Override
            public void afterApplicationStart(CamelContext context) {}
        };
    }
}
