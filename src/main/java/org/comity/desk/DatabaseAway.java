package org.comity.desk;

import jakarta.servlet.http.HttpServletRequest;

/** That the database did not answer at the door already, so that nobody behind it waits half a minute for it once more. */
public final class DatabaseAway {
    private static final String SEEN = DatabaseAway.class.getName();

    private DatabaseAway() {}

    public static void mark(HttpServletRequest request) {
        request.setAttribute(SEEN, true);
    }

    public static boolean isSeenIn(HttpServletRequest request) {
        return request.getAttribute(SEEN) != null;
    }
}
