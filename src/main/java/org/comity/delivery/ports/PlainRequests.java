package org.comity.delivery.ports;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.function.IntFunction;
import java.util.regex.Pattern;
import org.apache.coyote.ActionCode;
import org.apache.coyote.Adapter;
import org.apache.coyote.Request;
import org.apache.coyote.Response;
import org.apache.coyote.http11.Http11InputBuffer;
import org.apache.tomcat.util.net.SocketEvent;

/**
 * Refuses what Tomcat takes, as HTTP allows, and another reader might cut differently (THREAT-109): lines that end in a bare LF, and a length
 * beside a transfer coding, of which Tomcat drops the length. It looks at the header as it came. A folded line is no longer to be seen there:
 * Tomcat has made blanks of its line end (RFC 9112 5.2), so what is on it is a part of the value and nothing of its own.
 */
final class PlainRequests implements Adapter {
    private static final Pattern BARE_LF = Pattern.compile("(?<!\r)\n");
    private static final Pattern LENGTH = header("content-length");
    private static final Pattern CODING = header("transfer-encoding");

    private final Adapter inner;
    private final IntFunction<CoarseProblem> says;

    /** @param says what is answered with a status */
    PlainRequests(Adapter inner, IntFunction<CoarseProblem> says) {
        this.inner = inner;
        this.says = says;
    }

    private static Pattern header(String name) {
        return Pattern.compile(
                "^" + name + "[ \t]*:", Pattern.MULTILINE | Pattern.UNIX_LINES | Pattern.CASE_INSENSITIVE);
    }

    @Override
    public void service(Request request, Response response) throws Exception {
        if (response.getStatus() >= 400) { // Tomcat could not read it
            refuse(response, response.getStatus());
        } else if (isOdd(request)) {
            refuse(response, 400);
        } else {
            inner.service(request, response);
        }
    }

    private static boolean isOdd(Request request) {
        if (request.requestURI().equals("*")) { // Tomcat itself answers it, with the methods of no resource
            return true;
        }
        String head = head(request);
        boolean cutTwice = LENGTH.matcher(head).find() && CODING.matcher(head).find();
        return cutTwice || BARE_LF.matcher(head).find();
    }

    private static String head(Request request) {
        if (request.getInputBuffer() instanceof Http11InputBuffer buffer) {
            ByteBuffer bytes = buffer.getByteBuffer();
            return new String(bytes.array(), bytes.arrayOffset(), bytes.position(), StandardCharsets.ISO_8859_1);
        }
        return "";
    }

    /** The connection ends, as Tomcat ends it after such a status. */
    private void refuse(Response response, int status) throws Exception {
        CoarseProblem problem = says.apply(status);
        byte[] json = problem.json();
        response.setStatus(problem.status());
        response.setContentType(CoarseProblem.CONTENT_TYPE);
        response.setContentLength(json.length);
        response.doWrite(ByteBuffer.wrap(json));
        response.action(ActionCode.CLOSE, null);
    }

    @Override
    public boolean prepare(Request request, Response response) throws Exception {
        return inner.prepare(request, response);
    }

    @Override
    public boolean asyncDispatch(Request request, Response response, SocketEvent status) throws Exception {
        return inner.asyncDispatch(request, response, status);
    }

    @Override
    public void log(Request request, Response response, long time) {
        inner.log(request, response, time);
    }

    @Override
    public void checkRecycled(Request request, Response response) {
        inner.checkRecycled(request, response);
    }

    @Override
    public String getDomain() {
        return inner.getDomain();
    }
}
