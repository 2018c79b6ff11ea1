package org.comity.desk.access;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.comity.desk.DatabaseAway;
import org.comity.people.Actor;
import org.comity.people.People;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.TransientDataAccessResourceException;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Ends a session as soon as its person is disabled or has other roles or another unit than at sign-in, and after the time of
 * silence. Lists that refresh themselves do not break the silence: only calls without {@code HX-Request} are a person's. While the database is
 * away nobody can be asked for; then the page of the status alone opens, to who was an administrator a moment ago: it has nothing of a request, and
 * that is when it is needed.
 */
final class SessionGuard extends OncePerRequestFilter {
    private static final String LAST_ACT = "comity.last-act";

    private static final String ENDED = "/sign-in?ended";

    private final People people;
    private final Clock clock;
    private final Duration silence;

    SessionGuard(People people, Clock clock, Duration silence) {
        this.people = people;
        this.clock = clock;
        this.silence = silence;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        Authentication authentication = SecurityContextHolder.getContext().getAuthentication();
        HttpSession session = request.getSession(false);
        if (session != null && authentication != null && authentication.getPrincipal() instanceof Actor actor) {
            if (wasSilent(session) || !isStill(actor, request)) {
                SecurityContextHolder.clearContext();
                end(session);
                sendToSignIn(request, response);
                return;
            } else if (request.getHeader("HX-Request") == null) {
                session.setAttribute(LAST_ACT, clock.instant());
            }
        }
        chain.doFilter(request, response);
    }

    /** What anybody may fetch, signed in or not, needs no question: the pages have their looks while the database is away. */
    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        String path = request.getRequestURI();
        return path.startsWith("/desk/") || path.startsWith("/webjars/");
    }

    private static void end(HttpSession session) {
        try {
            session.invalidate();
        } catch (IllegalStateException ended) {
            // by another call of the same page, a moment ago: a style sheet, an image
        }
    }

    /**
     * A list that refreshes itself leaves as a whole page, instead of putting the form into its place. A form that only asks whether its request
     * has changed stays as it is: what was typed can still be copied.
     */
    private static void sendToSignIn(HttpServletRequest request, HttpServletResponse response) throws IOException {
        if (request.getHeader("HX-Request") == null) {
            response.sendRedirect(ENDED);
        } else if ("changed".equals(request.getHeader("HX-Target"))) {
            response.setStatus(HttpServletResponse.SC_NO_CONTENT);
        } else {
            response.setHeader("HX-Redirect", ENDED);
        }
    }

    private boolean wasSilent(HttpSession session) {
        return session.getAttribute(LAST_ACT) instanceof Instant last
                && Duration.between(last, clock.instant()).abs().compareTo(silence) > 0; // or the clock went back
    }

    private boolean isStill(Actor actor, HttpServletRequest request) {
        try {
            return people.find(actor.name())
                    .filter(person -> !person.disabled())
                    .filter(person -> person.actor().equals(actor))
                    .isPresent();
        } catch (DataAccessResourceFailureException | TransientDataAccessResourceException away) {
            String path = request.getRequestURI();
            if (!path.equals("/status") && !path.equals("/status/diagnostics")) {
                throw away;
            }
            DatabaseAway.mark(request);
            return true;
        }
    }
}
