package org.comity.desk.api;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.deser.std.StringDeserializer;
import com.fasterxml.jackson.databind.module.SimpleModule;
import java.io.IOException;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.converter.HttpMessageConverter;
import org.springframework.http.converter.json.MappingJackson2HttpMessageConverter;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/**
 * DSK-12: no text reaches a use case that the database cannot keep as it was written: it refuses NUL, and of half a surrogate pair it would
 * keep a question mark. In JSON it is refused here, in the parameters of calls and forms by the firewall of {@code DeskSecurity}.
 */
@Component
public class StorableTexts implements WebMvcConfigurer {
    private static final Pattern UNSTORABLE = Pattern.compile("[\\x00\\p{Cs}]");

    public static boolean isStorable(String text) {
        return !UNSTORABLE.matcher(text).find();
    }

    /** The mapper of the calls only: what the gateway wrote itself is read as it is. */
    @Override
    public void extendMessageConverters(List<HttpMessageConverter<?>> converters) {
        for (HttpMessageConverter<?> converter : converters) {
            if (converter instanceof MappingJackson2HttpMessageConverter json) {
                json.setObjectMapper(json.getObjectMapper()
                        .copy()
                        .registerModule(new SimpleModule().addDeserializer(String.class, new Text())));
            }
        }
    }

    /** A text that is not storable, by its place. */
    static final class Unstorable extends JsonMappingException {
        private static final long serialVersionUID = 1;

        Unstorable(JsonParser parser) {
            super(parser, "a text that cannot be stored");
        }
    }

    private static final class Text extends StringDeserializer {
        private static final long serialVersionUID = 1;

        @Override
        public @Nullable String deserialize(JsonParser parser, DeserializationContext context) throws IOException {
            String text = super.deserialize(parser, context);
            if (text != null && !isStorable(text)) {
                throw new Unstorable(parser);
            }
            return text;
        }
    }
}
