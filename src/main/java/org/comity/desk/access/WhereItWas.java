package org.comity.desk.access;

import org.springframework.security.web.authentication.SavedRequestAwareAuthenticationSuccessHandler;

/**
 * After the sign-in one goes on where one was, on this host: what Spring Security remembers begins with the caller's Host header,
 * which says anything.
 */
final class WhereItWas extends SavedRequestAwareAuthenticationSuccessHandler {
    private static final String START = "/requests";

    WhereItWas() {
        setDefaultTargetUrl(START);
        setRedirectStrategy((request, response, url) -> response.sendRedirect(here(url)));
    }

    private static String here(String url) {
        int path = url.startsWith("/") ? 0 : url.indexOf('/', url.indexOf("://") + 3);
        String here = path < 0 ? START : url.substring(path);
        return here.startsWith("//") ? START : here; // that would be another host again
    }
}
