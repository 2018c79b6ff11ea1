package org.comity.envelope.mime;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.comity.envelope.scan.ProblemFound;
import org.comity.problems.EnvelopeProblem;

/**
 * A structured header value such as {@code multipart/signed; micalg=sha-256; boundary="b"}: its first word in lower case and its
 * parameters, names in lower case, each at most once.
 */
public record Parameters(String value, Map<String, String> parameters) {
    private static final int MOST = 16;

    public Parameters {
        parameters = Map.copyOf(parameters);
    }

    public Optional<String> parameter(String name) {
        return Optional.ofNullable(parameters.get(name));
    }

    /** The parameter, from its RFC 2231 form {@code name*=UTF-8''...} where that is present. */
    public Optional<String> text(String name) {
        return parameter(name + "*").flatMap(Parameters::extended).or(() -> parameter(name));
    }

    public static Parameters parse(String header) throws ProblemFound {
        return new Reader(header).read();
    }

    private static Optional<String> extended(String encoded) {
        String prefix = "utf-8''";
        if (!encoded.toLowerCase(Locale.ROOT).startsWith(prefix)) {
            return Optional.empty();
        }
        try {
            String text = encoded.substring(prefix.length()).replace("+", "%2B");
            return Optional.of(URLDecoder.decode(text, StandardCharsets.UTF_8));
        } catch (IllegalArgumentException notPercentEncoded) {
            return Optional.empty();
        }
    }

    private static final class Reader {
        private final String header;
        private int position;

        Reader(String header) {
            this.header = header;
        }

        Parameters read() throws ProblemFound {
            int semicolon = header.indexOf(';');
            String value = header.substring(0, semicolon < 0 ? header.length() : semicolon);
            Map<String, String> found = new LinkedHashMap<>();
            position = value.length();
            while (skipTo(';')) {
                String name = token().toLowerCase(Locale.ROOT);
                expect('=');
                if (found.size() == MOST || found.put(name, parameterValue()) != null) {
                    throw problem();
                }
            }
            return new Parameters(value.strip().toLowerCase(Locale.ROOT), found);
        }

        /** Whether another parameter follows; a semicolon at the very end is tolerated. */
        private boolean skipTo(char separator) throws ProblemFound {
            skipSpace();
            if (position == header.length()) {
                return false;
            }
            expect(separator);
            skipSpace();
            return position < header.length();
        }

        private String parameterValue() throws ProblemFound {
            if (position < header.length() && header.charAt(position) == '"') {
                return quoted();
            }
            return token();
        }

        private String quoted() throws ProblemFound {
            var text = new StringBuilder();
            position++;
            while (position < header.length()) {
                char c = header.charAt(position++);
                if (c == '"') {
                    return text.toString();
                }
                if (c == '\\' && position < header.length()) {
                    c = header.charAt(position++);
                }
                text.append(c);
            }
            throw problem();
        }

        private String token() throws ProblemFound {
            int from = position;
            while (position < header.length() && Token.isCharacter(header.charAt(position))) {
                position++;
            }
            if (position == from) {
                throw problem();
            }
            return header.substring(from, position);
        }

        private void expect(char c) throws ProblemFound {
            if (position == header.length() || header.charAt(position) != c) {
                throw problem();
            }
            position++;
        }

        private void skipSpace() {
            while (position < header.length() && (header.charAt(position) == ' ' || header.charAt(position) == '\t')) {
                position++;
            }
        }

        private static ProblemFound problem() {
            return new ProblemFound(EnvelopeProblem.CONTENT, "header parameter", "ENV-21");
        }
    }
}
