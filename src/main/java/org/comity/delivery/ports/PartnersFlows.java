package org.comity.delivery.ports;

import java.util.List;
import org.apache.camel.CamelContext;
import org.apache.camel.ServiceStatus;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** Whether the flows that partners call run. */
interface PartnersFlows {
    boolean run();

    /** Routes are started after the ports are open, and stopped before they are shut. */
    @Component
    final class Routes implements PartnersFlows {
        private static final List<String> IDS = List.of("receive-message", "receive-receipt");

        private final ObjectProvider<CamelContext> camel;

        Routes(ObjectProvider<CamelContext> camel) {
            this.camel = camel;
        }

        @Override
        public boolean run() {
            CamelContext context = camel.getIfAvailable();
            return context != null
                    && IDS.stream()
                            .map(context.getRouteController()::getRouteStatus)
                            .allMatch(status -> status == ServiceStatus.Started);
        }
    }
}
