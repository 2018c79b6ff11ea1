package org.comity.envelope;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.comity.envelope.mime.MimeHeaders;
import org.comity.envelope.mime.MimeWriter;
import org.comity.envelope.scan.ProblemFound;
import org.comity.messages.MessageId;
import org.comity.messages.SignedHeaders;
import org.comity.partners.AgencyId;
import org.comity.problems.Checked;
import org.comity.problems.Problem;
import org.comity.problems.SignatureProblem;

/** {@link SignedHeaders} as header fields of the signed part, there and back. */
final class HeaderForm {
    private static final String ID = "Message-ID";
    private static final String FROM = "Comity-From";
    private static final String TO = "Comity-To";
    private static final String CREATED = "Comity-Created";
    private static final String NOT_AFTER = "Comity-Not-After";
    private static final String EXERCISE = "Comity-Exercise";
    private static final List<String> OURS = List.of(FROM, TO, CREATED, NOT_AFTER, EXERCISE);

    /** RFC 3339, UTC, whole seconds: one spelling for each instant (no hour 24, no second 60), since documents compare as text. */
    private static final Pattern INSTANT =
            Pattern.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}T(?:[01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9]Z");

    private final MimeHeaders headers;
    private final List<Problem> problems = new ArrayList<>();

    private HeaderForm(MimeHeaders headers) {
        this.headers = headers;
    }

    static void write(SignedHeaders headers, MimeWriter out) {
        out.header(ID, headers.id().inBrackets())
                .header(FROM, headers.from().value())
                .header(TO, headers.to().value())
                .header(CREATED, text(headers.created()))
                .header(NOT_AFTER, text(headers.notAfter()));
        if (headers.exercise()) {
            out.header(EXERCISE, "true");
        }
    }

    private static String text(Instant instant) {
        return instant.truncatedTo(ChronoUnit.SECONDS).toString();
    }

    /** Empty if there is none of our fields and {@code excused}; the document alone supplies them then. */
    static Checked<Optional<SignedHeaders>> read(MimeHeaders headers, boolean excused) {
        var form = new HeaderForm(headers);
        if (excused && OURS.stream().allMatch(name -> form.field(name).isEmpty()) && form.problems.isEmpty()) {
            return Checked.passed(Optional.empty());
        }
        return form.read();
    }

    private Checked<Optional<SignedHeaders>> read() {
        Optional<MessageId> id = field(ID, MessageId::parse);
        Optional<AgencyId> from = field(FROM, HeaderForm::agency);
        Optional<AgencyId> to = field(TO, HeaderForm::agency);
        Optional<Instant> created = field(CREATED, HeaderForm::instant);
        Optional<Instant> notAfter = field(NOT_AFTER, HeaderForm::instant);
        Optional<String> exercise = field(EXERCISE);
        if (exercise.isPresent() && !exercise.get().equals("true")) {
            found(EXERCISE);
        }
        if (!problems.isEmpty()) {
            return Checked.failed(problems);
        }
        return together(
                id.orElseThrow(),
                from.orElseThrow(),
                to.orElseThrow(),
                created.orElseThrow(),
                notAfter.orElseThrow(),
                exercise.isPresent());
    }

    private Checked<Optional<SignedHeaders>> together(
            MessageId id, AgencyId from, AgencyId to, Instant created, Instant notAfter, boolean exercise) {
        if (!id.agency().equals(from)) {
            found(ID);
        }
        if (!created.isBefore(notAfter)) {
            found(NOT_AFTER);
        }
        return problems.isEmpty()
                ? Checked.passed(Optional.of(new SignedHeaders(id, from, to, created, notAfter, exercise)))
                : Checked.failed(problems);
    }

    private <T> Optional<T> field(String name, Function<String, Optional<T>> parse) {
        Optional<T> value = field(name).flatMap(parse);
        if (value.isEmpty()) {
            found(name);
        }
        return value;
    }

    private Optional<String> field(String name) {
        try {
            return headers.once(name);
        } catch (ProblemFound repeated) {
            found(name);
            return Optional.empty();
        }
    }

    private void found(String header) {
        // SIG-10: each header once and in its form, so that all readers read the same (THREAT-61, THREAT-63)
        Problem problem = SignatureProblem.HEADERS.at(header, "SIG-10");
        if (!problems.contains(problem)) {
            problems.add(problem);
        }
    }

    private static Optional<AgencyId> agency(String text) {
        return AgencyId.isValid(text) ? Optional.of(new AgencyId(text)) : Optional.empty();
    }

    private static Optional<Instant> instant(String text) {
        try {
            return INSTANT.matcher(text).matches() ? Optional.of(Instant.parse(text)) : Optional.empty();
        } catch (DateTimeParseException noSuchDay) {
            return Optional.empty();
        }
    }
}
