package org.comity.desk.api;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import org.comity.problems.DeskProblem;
import org.springframework.boot.web.servlet.FilterRegistration;
import org.springframework.core.Ordered;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * DSK-08: what is read into memory is bounded, said beforehand or not, and before any other filter could read it. Not those of other
 * bounds: multipart bodies, which go to disk, forms of pages, which the container reads, and what partners send.
 */
@Component
@FilterRegistration(
        order = Ordered.HIGHEST_PRECEDENCE + 1) // behind the fence, which lets partners' paths pass on their port alone
public class BoundedBodies extends OncePerRequestFilter {
    /** Bytes; the document of the largest lawful request has a fifth of it (schemas). */
    public static final int MOST = 1024 * 1024;

    private final ProblemWriter problems;

    BoundedBodies(ProblemWriter problems) {
        this.problems = problems;
    }

    /**
     * A part of a form or a body, once it is in our hands.
     *
     * @param part its name, or empty
     */
    static byte[] whole(InputStream body, String part) throws IOException {
        byte[] bytes = body.readNBytes(MOST + 1);
        if (bytes.length > MOST) {
            throw ProblemsMet.of(DeskProblem.TOO_LARGE.at(part));
        }
        return bytes;
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        String type = String.valueOf(request.getContentType()).toLowerCase(Locale.ROOT);
        String path = request.getRequestURI();
        boolean formOfPage = type.startsWith(MediaType.APPLICATION_FORM_URLENCODED_VALUE)
                && request.getMethod().equals("POST")
                && !path.startsWith("/api/");
        return path.startsWith("/as2") || type.startsWith("multipart/") || formOfPage;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (request.getContentLengthLong() > MOST) {
            problems.write(request, response, DeskProblem.TOO_LARGE.problem());
            return;
        }
        chain.doFilter(new Bounded(request), response);
    }

    private static final class Bounded extends HttpServletRequestWrapper {
        Bounded(HttpServletRequest request) {
            super(request);
        }

        @Override
        public ServletInputStream getInputStream() throws IOException {
            return new BoundedStream(super.getInputStream());
        }
    }

    private static final class BoundedStream extends ServletInputStream {
        private final ServletInputStream body;
        private long taken;

        BoundedStream(ServletInputStream body) {
            this.body = body;
        }

        @Override
        public int read() throws IOException {
            int one = body.read();
            return one < 0 ? one : count(1, one);
        }

        @Override
        public int read(byte[] into, int offset, int most) throws IOException {
            int read = body.read(into, offset, most);
            return read < 0 ? read : count(read, read);
        }

        private int count(int bytes, int answer) {
            taken += bytes;
            if (taken > MOST) {
                throw ProblemsMet.of(DeskProblem.TOO_LARGE.problem());
            }
            return answer;
        }

        @Override
        public boolean isFinished() {
            return body.isFinished();
        }

        @Override
        public boolean isReady() {
            return body.isReady();
        }

        @Override
        public void setReadListener(ReadListener listener) {
            body.setReadListener(listener);
        }
    }
}
