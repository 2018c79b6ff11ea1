package org.comity.desk.api;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;
import org.apache.coyote.BadRequestException;
import org.comity.problems.DeskProblem;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.core.Ordered;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.stereotype.Component;
import org.springframework.web.HttpMediaTypeException;
import org.springframework.web.HttpRequestMethodNotSupportedException;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.multipart.MaxUploadSizeExceededException;
import org.springframework.web.multipart.MultipartException;
import org.springframework.web.servlet.HandlerExceptionResolver;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.resource.NoResourceFoundException;

/** Calls below {@code /api} that no handler takes: {@link ProblemAnswers} is not asked about them, and Spring would answer in a form of its own. */
@Component
class UnmappedCalls implements HandlerExceptionResolver, Ordered {
    private static final Logger LOG = LoggerFactory.getLogger(UnmappedCalls.class);

    private final ProblemWriter problems;

    UnmappedCalls(ProblemWriter problems) {
        this.problems = problems;
    }

    @Override
    public int getOrder() {
        return Ordered.HIGHEST_PRECEDENCE;
    }

    @Override
    public @Nullable ModelAndView resolveException(
            HttpServletRequest request, HttpServletResponse response, @Nullable Object handler, Exception trouble) {
        if (handler instanceof HandlerMethod || !request.getRequestURI().startsWith("/api/")) {
            return null;
        }
        return problem(trouble)
                .map(problem -> written(request, response, problem))
                .orElse(null);
    }

    private ModelAndView written(HttpServletRequest request, HttpServletResponse response, DeskProblem problem) {
        try {
            problems.write(request, response, problem.problem());
            return new ModelAndView();
        } catch (IOException gone) {
            throw new UncheckedIOException(gone);
        }
    }

    /** Files go through a directory of ours: that its disk is full is no mistake of who hands them in, and passes (THREAT-121). */
    private static DeskProblem parts(MultipartException parts) {
        Throwable root = NestedExceptionUtils.getMostSpecificCause(parts);
        boolean ended = parts.contains(BadRequestException.class); // by its sender, in the middle
        if (ended || !(root.getClass() == IOException.class || root instanceof FileNotFoundException)) {
            return DeskProblem.BODY_UNREADABLE;
        }
        LOG.warn("what was handed in could not be kept: {}", root.getMessage());
        return DeskProblem.UNEXPECTED;
    }

    private static Optional<DeskProblem> problem(Exception trouble) {
        return Optional.ofNullable(
                switch (trouble) {
                    case HttpRequestMethodNotSupportedException method -> DeskProblem.METHOD_UNKNOWN;
                    case HttpMediaTypeException type -> DeskProblem.MEDIA_TYPE_UNKNOWN;
                    case InvalidMediaTypeException type -> DeskProblem.MEDIA_TYPE_UNKNOWN;
                    case MaxUploadSizeExceededException large -> DeskProblem.TOO_LARGE;
                    case MultipartException parts -> parts(parts);
                    case NoResourceFoundException nothing -> DeskProblem.NOT_FOUND;
                    default -> null;
                });
    }
}
