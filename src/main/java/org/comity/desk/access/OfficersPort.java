package org.comity.desk.access;

import jakarta.servlet.http.HttpServletRequest;
import org.springframework.boot.web.servlet.context.ServletWebServerInitializedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.security.web.util.matcher.RequestMatcher;
import org.springframework.stereotype.Component;

/**
 * Knows whether a call came in on the officers' port. The port of the socket counts, never a Host header, which the caller writes.
 */
@Component
public class OfficersPort implements RequestMatcher {
    private volatile int port = -1;

    @EventListener
    void opened(ServletWebServerInitializedEvent event) {
        if (event.getApplicationContext().getServerNamespace() == null) { // the management server has a namespace
            port = event.getWebServer().getPort();
        }
    }

    @Override
    public boolean matches(HttpServletRequest request) {
        return request.getLocalPort() == port;
    }
}
