package org.comity.delivery.ports;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Locale;
import java.util.Set;
import org.comity.problems.DeliveryProblem;
import org.springframework.boot.web.servlet.FilterRegistration;
import org.springframework.core.Ordered;
import org.springframework.stereotype.Component;

/**
 * A path answers on its own port only (DEL-09): the partners' paths on the partners' port, everything else on the officers'. Decided
 * by the port of the socket, never by a header, and before any other filter or handler sees the request. A connection that the container
 * gives up (a silence in the middle of a body) is answered by the container: its pages of errors are kept from partners too.
 */
@Component
@FilterRegistration(
        order = Ordered.HIGHEST_PRECEDENCE,
        urlPatterns = "/*",
        dispatcherTypes = {DispatcherType.REQUEST, DispatcherType.ERROR})
public class PortFence implements Filter {

    /** All that a partner can call; compared to the letter. */
    static final Set<String> PARTNERS_PATHS = Set.of("/as2", "/as2/receipts");

    private static final Set<String> FORMS = Set.of("application/x-www-form-urlencoded", "multipart/form-data");

    private final PartnersPort partners;
    private final PartnersFlows flows;

    PortFence(PartnersPort partners, PartnersFlows flows) {
        this.partners = partners;
        this.flows = flows;
    }

    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        if (request instanceof HttpServletRequest call && response instanceof HttpServletResponse answer) {
            if (isAtPartnersPort(call)) {
                fromPartner(call, answer, chain);
            } else if (mayBePartners(call) || isErrorPage(call)) {
                answer.sendError(HttpServletResponse.SC_NOT_FOUND);
            } else {
                chain.doFilter(call, answer);
            }
        }
    }

    private void fromPartner(HttpServletRequest call, HttpServletResponse answer, FilterChain chain)
            throws IOException, ServletException {
        if (call.getDispatcherType() == DispatcherType.ERROR) {
            say(
                    answer,
                    CoarseProblem.toPartner(
                            answer.getStatus())); // the officers' page of errors is not for partners (DEL-09)
        } else if (!PARTNERS_PATHS.contains(call.getRequestURI())
                || !call.getMethod().equals("POST")) {
            say(answer, new CoarseProblem(HttpServletResponse.SC_NOT_FOUND, DeliveryProblem.NOT_HERE)); // DEL-09
        } else if (isForm(call)) {
            say(answer, new CoarseProblem(HttpServletResponse.SC_BAD_REQUEST, DeliveryProblem.HEADERS_MISSING));
        } else if (!flows.run()) {
            // DEL-10: 404 while we start would be an answer of this agency's, and after some of them a person is asked
            say(answer, new CoarseProblem(HttpServletResponse.SC_SERVICE_UNAVAILABLE, DeliveryProblem.UNAVAILABLE));
        } else {
            chain.doFilter(new UnreadBody(call), answer);
        }
    }

    /** DEL-11: the container would read a form's body, to look for parameters in it, before anything bounds it (THREAT-108). */
    private static boolean isForm(HttpServletRequest call) {
        String type = String.valueOf(call.getContentType()).strip().toLowerCase(Locale.ROOT);
        return FORMS.stream().anyMatch(type::startsWith);
    }

    private static void say(HttpServletResponse answer, CoarseProblem problem) throws IOException {
        answer.setStatus(problem.status());
        answer.setContentType(CoarseProblem.CONTENT_TYPE);
        answer.getOutputStream().write(problem.json());
    }

    /** The page of errors is for errors: asked for by itself it would make one up. */
    private static boolean isErrorPage(HttpServletRequest call) {
        return call.getDispatcherType() == DispatcherType.REQUEST
                && call.getServletPath().equals("/error");
    }

    private boolean isAtPartnersPort(HttpServletRequest call) {
        return call.getLocalPort() == partners.number();
    }

    /** In any spelling: what the container makes of the path, not only how it was written. */
    private static boolean mayBePartners(HttpServletRequest call) {
        return isBelowAs2(call.getRequestURI()) || isBelowAs2(call.getServletPath());
    }

    private static boolean isBelowAs2(String path) {
        return path.regionMatches(true, 0, "/as2", 0, 4);
    }
}
