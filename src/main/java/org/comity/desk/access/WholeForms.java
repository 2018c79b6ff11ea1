package org.comity.desk.access;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Locale;
import org.apache.catalina.Globals;
import org.apache.tomcat.util.http.Parameters.FailReason;
import org.comity.desk.api.ProblemWriter;
import org.comity.problems.DeskProblem;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Reads the form of a page before anything looks for a field in it: the container leaves out what is beyond a bound and says nothing, so
 * that a field, above all the token against forgery, would only be missing. Files are taken of who is signed in alone: they go to disk
 * before a handler sees them (THREAT-108).
 */
final class WholeForms extends OncePerRequestFilter {
    private final ProblemWriter problems;

    WholeForms(ProblemWriter problems) {
        this.problems = problems;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (isMultipart(request) && !SignedIn.isSomebody()) {
            response.sendRedirect(request.getRequestedSessionId() == null ? "/sign-in" : "/sign-in?ended");
            return;
        }
        if (request.getMethod().equals("POST")) {
            request.getParameterMap();
            if (request.getAttribute(Globals.PARAMETER_PARSE_FAILED_REASON_ATTR) instanceof FailReason failed) {
                problems.tell(request, response, problem(failed).problem());
                return;
            }
        }
        chain.doFilter(request, response);
    }

    private static boolean isMultipart(HttpServletRequest request) {
        return String.valueOf(request.getContentType()).toLowerCase(Locale.ROOT).startsWith("multipart/");
    }

    private static DeskProblem problem(FailReason failed) {
        return switch (failed) {
            case POST_TOO_LARGE, TOO_MANY_PARAMETERS -> DeskProblem.TOO_LARGE;
            case IO_ERROR ->
                DeskProblem.UNEXPECTED; // the disk for files is full: nobody's mistake who hands them in (THREAT-121)
            default -> DeskProblem.BODY_UNREADABLE;
        };
    }
}
