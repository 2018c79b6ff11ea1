package org.comity.desk.pages;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import org.comity.desk.Move;
import org.comity.messages.Answer;
import org.comity.messages.Content;
import org.comity.messages.Decision;
import org.comity.messages.MessageId;
import org.comity.messages.Preserved;
import org.comity.messages.Question;
import org.comity.messages.RiskNotice;
import org.comity.messages.Withdrawal;
import org.comity.problems.Checked;
import org.comity.problems.DeskProblem;
import org.comity.problems.GatewayBug;
import org.comity.problems.Problem;
import org.jspecify.annotations.Nullable;

/** What an officer filled in on the page of a move, as text; each move needs a part of it. */
public record MoveForm(
        @Nullable String text,
        @Nullable String ground,
        @Nullable Boolean alternatives,
        @Nullable String from,
        @Nullable String until,
        @Nullable String holderReference) {

    /** @param zone in which the times were filled in */
    Checked<Content> content(MessageId request, Move move, ZoneId zone, Optional<MessageId> question) {
        return switch (move) {
            case ACCEPT -> Checked.passed(new Decision(request, new Decision.Accepted(orEmpty(text))));
            case REFUSE ->
                both(
                        given("ground", ground),
                        given("text", text),
                        (code, reasons) -> new Decision(
                                request, new Decision.Refused(code, reasons, Boolean.TRUE.equals(alternatives))));
            case PRESERVED ->
                both(
                        time("from", from, zone),
                        time("until", until, zone),
                        (start, end) -> new Preserved(request, start, end, orEmpty(holderReference)));
            case QUESTION -> given("text", text).then(words -> Checked.passed(new Question(request, words)));
            case RISK_NOTICE -> given("text", text).then(words -> Checked.passed(new RiskNotice(request, words)));
            case WITHDRAWAL -> given("text", text).then(words -> Checked.passed(new Withdrawal(request, words)));
            case ANSWER ->
                given("text", text)
                        .then(words -> question.<Checked<Content>>map(
                                        asked -> Checked.passed(new Answer(request, asked, words)))
                                .orElseGet(() -> Checked.failed(DeskProblem.MOVE_NOT_POSSIBLE.problem())));
            case APPROVE, TAKE_UP, SET_ASIDE -> throw new GatewayBug("these moves say nothing to the partner");
        };
    }

    /** Two fields at once, so that the problems of both are heard. */
    private static <A, B> Checked<Content> both(Checked<A> one, Checked<B> other, BiFunction<A, B, Content> said) {
        List<Problem> problems = Stream.of(one, other)
                .flatMap(checked -> checked.problems().stream())
                .toList();
        return problems.isEmpty()
                ? one.then(first -> other.then(second -> Checked.passed(said.apply(first, second))))
                : Checked.failed(problems);
    }

    private static Checked<String> given(String name, @Nullable String value) {
        String text = orEmpty(value);
        return text.isEmpty() ? Checked.failed(DeskProblem.FIELD_MISSING.at(name)) : Checked.passed(text);
    }

    private static Checked<Instant> time(String name, @Nullable String value, ZoneId zone) {
        return given(name, value).then(text -> {
            try {
                return Checked.passed(LocalDateTime.parse(text).atZone(zone).toInstant());
            } catch (DateTimeException notATime) {
                return Checked.failed(DeskProblem.PARAMETER_INVALID.at(name));
            }
        });
    }

    private static String orEmpty(@Nullable String value) {
        return Optional.ofNullable(value).map(String::strip).orElse("");
    }
}
