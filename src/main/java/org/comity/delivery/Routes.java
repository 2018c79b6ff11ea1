package org.comity.delivery;

import java.util.List;
import org.apache.camel.CamelContext;
import org.apache.camel.component.platform.http.spi.PlatformHttpEngine;
import org.apache.camel.component.platform.http.springboot.SpringBootPlatformHttpEngine;
import org.apache.camel.spi.EventNotifier;
import org.apache.camel.spi.ManagementStrategy;
import org.apache.camel.spring.boot.CamelContextConfiguration;
import org.comity.delivery.alerts.AlertSettings;
import org.comity.delivery.as2.As2Settings;
import org.comity.delivery.ports.PortSettings;
import org.comity.delivery.queues.AllowedHeaders;
import org.comity.delivery.relay.RelaySettings;
import org.comity.delivery.submit.SubmitSettings;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.PropertySource;

/** What the route files refer to besides the steps: their outer endpoints and the one header filter. */
@Configuration(proxyBeanMethods = false)
@PropertySource("classpath:org/comity/delivery/endpoints.properties")
@EnableConfigurationProperties({
    RelaySettings.class,
    As2Settings.class,
    PortSettings.class,
    AlertSettings.class,
    SubmitSettings.class
})
class Routes {

    /**
     * Camel Spring Boot may look for notifiers before these beans can be made; one that it does not find hears nothing and says nothing, and
     * one that is added twice hears everything twice.
     */
    @Bean
    CamelContextConfiguration listeners(List<EventNotifier> notifiers) {
        return new CamelContextConfiguration() {
            @Override
            public void beforeApplicationStart(CamelContext context) {
                ManagementStrategy management = context.getManagementStrategy();
                notifiers.stream()
                        .filter(one -> !management.getEventNotifiers().contains(one))
                        .forEach(management::addEventNotifier);
            }

            @Override
            public void afterApplicationStart(CamelContext context) {}
        };
    }

    /**
     * A route that HTTP starts runs on the container's own thread, which is a virtual one already. On another, an error in the middle of a
     * body is answered by the container while the route answers it, each into the other (THREAT-109).
     */
    @Bean("platform-http-engine")
    PlatformHttpEngine onTheThreadOfTheRequest(@Value("${server.port}") int port) {
        return new SpringBootPlatformHttpEngine(port, Runnable::run);
    }

    @Bean
    AllowedHeaders noHeaders() {
        return AllowedHeaders.none();
    }
}
