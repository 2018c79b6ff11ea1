package org.comity.desk.api;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.comity.problems.DeskProblem;
import org.comity.problems.Problem;
import org.springframework.security.web.firewall.RequestRejectedException;
import org.springframework.stereotype.Component;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/**
 * DSK-12: a parameter that the call does not have is refused, by name: a mistyped filter would answer another question. So is a control
 * character in one.
 */
@Component
class KnownParameters implements HandlerInterceptor, WebMvcConfigurer {
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-]{1,40}");
    private static final Pattern CONTROL = Pattern.compile("\\p{Cntrl}");

    @Override
    public void addInterceptors(InterceptorRegistry calls) {
        calls.addInterceptor(this).addPathPatterns("/api/**");
    }

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        if (request.getQueryString() == null || !(handler instanceof HandlerMethod call)) {
            return true;
        }
        Set<String> known = names(call);
        List<Problem> problems = new ArrayList<>();
        for (String name : Collections.list(request.getParameterNames())) {
            if (!known.contains(name) || hasControl(request, name)) {
                problems.add(DeskProblem.PARAMETER_INVALID.at(shown(name)));
            }
        }
        if (!problems.isEmpty()) {
            throw new ProblemsMet(problems);
        }
        return true;
    }

    private static Set<String> names(HandlerMethod call) {
        return Arrays.stream(call.getMethodParameters())
                .flatMap(parameter -> Stream.ofNullable(parameter.getParameterAnnotation(RequestParam.class)))
                .map(RequestParam::name)
                .collect(Collectors.toSet());
    }

    private static boolean hasControl(HttpServletRequest request, String name) {
        try {
            return Arrays.stream(request.getParameterValues(name))
                    .anyMatch(value -> CONTROL.matcher(value).find());
        } catch (RequestRejectedException unstorable) {
            return true;
        }
    }

    /** What looks like a name is repeated; anything else may be anything. */
    private static String shown(String name) {
        return NAME.matcher(name).matches() ? name : "";
    }
}
