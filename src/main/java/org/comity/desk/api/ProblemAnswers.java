package org.comity.desk.api;

import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.PropertyBindingException;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.comity.problems.DeskProblem;
import org.comity.problems.Problem;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.security.web.firewall.RequestRejectedException;
import org.springframework.web.HttpMediaTypeException;
import org.springframework.web.HttpRequestMethodNotSupportedException;
import org.springframework.web.bind.ServletRequestBindingException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;
import org.springframework.web.multipart.MaxUploadSizeExceededException;
import org.springframework.web.multipart.MultipartException;
import org.springframework.web.multipart.support.MissingServletRequestPartException;
import org.springframework.web.servlet.resource.NoResourceFoundException;

/** Every call of the REST interface that does not succeed is answered here, in one form (RFC 9457). */
@RestControllerAdvice(basePackageClasses = ProblemAnswers.class)
class ProblemAnswers {
    private static final Logger LOG = LoggerFactory.getLogger(ProblemAnswers.class);
    private static final String CALENDARS = "/calendar/";

    @ExceptionHandler
    ResponseEntity<ProblemBody> met(ProblemsMet met, HttpServletRequest request) {
        return answer(met.problems(), request);
    }

    @ExceptionHandler
    ResponseEntity<ProblemBody> unreadable(HttpMessageNotReadableException unreadable, HttpServletRequest request) {
        Throwable cause = unreadable.getCause();
        DeskProblem problem =
                cause instanceof StorableTexts.Unstorable ? DeskProblem.PARAMETER_INVALID : DeskProblem.BODY_UNREADABLE;
        return answer(problem.at(place(cause)), request);
    }

    @ExceptionHandler(MultipartException.class)
    ResponseEntity<ProblemBody> unreadableParts(HttpServletRequest request) {
        return answer(DeskProblem.BODY_UNREADABLE.problem(), request);
    }

    @ExceptionHandler
    ResponseEntity<ProblemBody> partMissing(MissingServletRequestPartException missing, HttpServletRequest request) {
        return answer(DeskProblem.FIELD_MISSING.at(missing.getRequestPartName()), request);
    }

    @ExceptionHandler(MaxUploadSizeExceededException.class)
    ResponseEntity<ProblemBody> tooLarge(HttpServletRequest request) {
        return answer(DeskProblem.TOO_LARGE.problem(), request);
    }

    @ExceptionHandler({HttpMediaTypeException.class, InvalidMediaTypeException.class})
    ResponseEntity<ProblemBody> mediaType(HttpServletRequest request) {
        return answer(DeskProblem.MEDIA_TYPE_UNKNOWN.problem(), request);
    }

    @ExceptionHandler(HttpRequestMethodNotSupportedException.class)
    ResponseEntity<ProblemBody> method(HttpServletRequest request) {
        return answer(DeskProblem.METHOD_UNKNOWN.problem(), request);
    }

    @ExceptionHandler
    ResponseEntity<ProblemBody> parameter(MethodArgumentTypeMismatchException mismatch, HttpServletRequest request) {
        return answer(DeskProblem.PARAMETER_INVALID.at(mismatch.getName()), request);
    }

    @ExceptionHandler({ServletRequestBindingException.class, RequestRejectedException.class})
    ResponseEntity<ProblemBody> missing(HttpServletRequest request) {
        return answer(DeskProblem.PARAMETER_INVALID.problem(), request);
    }

    @ExceptionHandler(NoResourceFoundException.class)
    ResponseEntity<ProblemBody> nothing(HttpServletRequest request) {
        return answer(DeskProblem.NOT_FOUND.problem(), request);
    }

    /** A surprise: logged whole under a reference, told without its text (THREAT-111). */
    @ExceptionHandler
    ResponseEntity<ProblemBody> surprise(Exception surprise, HttpServletRequest request) {
        UUID reference = UUID.randomUUID();
        LOG.error("call failed, reference {}", reference, surprise);
        return answer(DeskProblem.UNEXPECTED.at("reference " + reference), request);
    }

    /** The field that does not fit; a field that nobody knows is not repeated, for it may be anything. */
    private static String place(@Nullable Throwable cause) {
        if (!(cause instanceof JsonMappingException misfit) || cause instanceof PropertyBindingException) {
            return "";
        }
        return misfit.getPath().stream()
                .flatMap(step -> Stream.ofNullable(step.getFieldName()))
                .collect(Collectors.joining("/"));
    }

    private static ResponseEntity<ProblemBody> answer(Problem problem, HttpServletRequest request) {
        return answer(List.of(problem), request);
    }

    private static ResponseEntity<ProblemBody> answer(List<Problem> problems, HttpServletRequest request) {
        int status = HttpStatuses.of(problems);
        return ResponseEntity.status(status)
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .body(ProblemBody.of(problems, status, called(request)));
    }

    /** Below the calendars the path is a secret (THREAT-131). */
    private static String called(HttpServletRequest request) {
        String path = request.getRequestURI();
        return path.startsWith(CALENDARS) ? CALENDARS : path;
    }
}
