package org.comity.delivery.ports;

import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletRequestWrapper;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.Part;
import java.io.IOException;
import java.io.InputStream;
import java.util.Collection;
import java.util.List;
import org.comity.problems.GatewayBug;

/**
 * A request whose body nobody reads by accident. Camel copies a whole body into memory before the first step of a route could bound it
 * (THREAT-108); so it finds an empty one, and the step that bounds asks {@link #of}.
 */
public final class UnreadBody extends HttpServletRequestWrapper {

    UnreadBody(HttpServletRequest request) {
        super(request);
    }

    /** The body as it comes from the connection. */
    public static InputStream of(HttpServletRequest request) throws IOException {
        ServletRequest layer = request;
        while (layer instanceof ServletRequestWrapper wrapper) {
            if (layer instanceof UnreadBody) {
                return wrapper.getRequest().getInputStream();
            }
            layer = wrapper.getRequest();
        }
        throw new GatewayBug("the partners' port hands on requests with an unread body");
    }

    @Override
    public ServletInputStream getInputStream() {
        return new Nothing();
    }

    /** None: Spring would take a receipt, which is multipart/signed, for an upload and read it to look for files. */
    @Override
    public Collection<Part> getParts() {
        return List.of();
    }

    private static final class Nothing extends ServletInputStream {
        @Override
        public int read() {
            return -1;
        }

        @Override
        public boolean isFinished() {
            return true;
        }

        @Override
        public boolean isReady() {
            return true;
        }

        @Override
        public void setReadListener(ReadListener listener) {
            throw new UnsupportedOperationException("there is nothing to wait for");
        }
    }
}
