package org.comity.delivery.ports;

import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ErrorReportValve;

/** What Tomcat refuses before any of our code sees it is told as a problem, not as a page of Tomcat's. */
public final class ContainerProblems extends ErrorReportValve {

    @Override
    protected void report(Request request, Response response, Throwable cause) {
        int status = response.getStatus();
        if (status < 400 || response.getContentWritten() > 0 || !response.setErrorReported()) {
            return;
        }
        if (request.getConnector().getProtocolHandler() instanceof BoundedHttp http) {
            response.setContentType(CoarseProblem.CONTENT_TYPE);
            try {
                Writer writer = response.getReporter();
                if (writer != null) {
                    writer.write(new String(http.says(status).json(), StandardCharsets.UTF_8));
                    response.finishResponse();
                }
            } catch (IOException gone) {
                // nobody listens any more
            }
        }
    }
}
