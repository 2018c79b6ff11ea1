package org.comity.desk.api;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.lang.reflect.Type;
import java.util.Optional;
import org.springframework.core.MethodParameter;
import org.springframework.http.HttpInputMessage;
import org.springframework.http.converter.HttpMessageConverter;
import org.springframework.http.converter.json.MappingJacksonInputMessage;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.RequestPart;
import org.springframework.web.servlet.mvc.method.annotation.RequestBodyAdviceAdapter;

/** DSK-08: JSON is bounded before it is read, as a body and as a part beside files, which may lie on disk and be as long as they. */
@ControllerAdvice(basePackageClasses = BoundedParts.class)
class BoundedParts extends RequestBodyAdviceAdapter {
    @Override
    public boolean supports(MethodParameter parameter, Type type, Class<? extends HttpMessageConverter<?>> converter) {
        return true;
    }

    @Override
    public HttpInputMessage beforeBodyRead(
            HttpInputMessage message,
            MethodParameter parameter,
            Type type,
            Class<? extends HttpMessageConverter<?>> converter)
            throws IOException {
        String part = Optional.ofNullable(parameter.getParameterAnnotation(RequestPart.class))
                .map(RequestPart::name)
                .orElse("");
        return new MappingJacksonInputMessage(
                new ByteArrayInputStream(BoundedBodies.whole(message.getBody(), part)), message.getHeaders());
    }
}
