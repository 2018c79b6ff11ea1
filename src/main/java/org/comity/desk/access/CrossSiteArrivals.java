package org.comity.desk.access;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.util.HtmlUtils;

/**
 * THREAT-95: who comes over a link of another site comes without the cookie, which is strictly same-site. Taken for a stranger, the
 * browser would be given a new session in place of the officer's: a forged post, or a link in a web mailer, would sign the officer out.
 * So a link is followed a second time, from a page of ours, and a post ends here; neither makes a session.
 */
final class CrossSiteArrivals extends OncePerRequestFilter {
    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (!"cross-site".equals(request.getHeader("Sec-Fetch-Site"))) {
            chain.doFilter(request, response);
        } else if (request.getMethod().equals("GET")) {
            response.setContentType("text/html");
            response.setCharacterEncoding(StandardCharsets.UTF_8.name());
            response.setHeader("Cache-Control", "no-store");
            response.getWriter().write(page(HtmlUtils.htmlEscape(address(request))));
        } else {
            response.setStatus(HttpServletResponse.SC_FORBIDDEN);
        }
    }

    private static String page(String address) {
        return "<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"><title>Comity</title>"
                + "<meta http-equiv=\"refresh\" content=\"0;url=" + address + "\"></head>"
                + "<body><p><a href=\"" + address + "\">Continue to Comity</a></p></body></html>\n";
    }

    /** Of this server always: a path that began with two slashes would name another. */
    private static String address(HttpServletRequest request) {
        String query = request.getQueryString();
        String path = request.getRequestURI().replaceFirst("^/+", "/");
        return query == null ? path : path + "?" + query;
    }
}
