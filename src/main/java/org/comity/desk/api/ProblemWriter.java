package org.comity.desk.api;

import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import org.comity.problems.Problem;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;

/** Answers a call with a problem where no handler has been reached yet. */
@Component
public class ProblemWriter {
    private final ObjectMapper json;

    ProblemWriter(ObjectMapper json) {
        this.json = json;
    }

    /** A person hears it on the page of errors, which leads back. */
    public void tell(HttpServletRequest request, HttpServletResponse response, Problem problem) throws IOException {
        if (isBrowser(request)) {
            response.sendError(HttpStatuses.of(List.of(problem)));
        } else {
            write(request, response, problem);
        }
    }

    /** Programs ask for JSON, XML or anything, some of them for text/html too, as the JDK's own client does. */
    private static boolean isBrowser(HttpServletRequest request) {
        String accepted = request.getHeader("Accept");
        return accepted != null && accepted.contains("application/xhtml+xml");
    }

    public void write(HttpServletRequest request, HttpServletResponse response, Problem problem) throws IOException {
        List<Problem> problems = List.of(problem);
        int status = HttpStatuses.of(problems);
        response.setStatus(status);
        response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
        json.writeValue(response.getOutputStream(), ProblemBody.of(problems, status, request.getRequestURI()));
    }
}
