package org.comity.desk.pages;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.Optional;
import org.comity.desk.Move;
import org.comity.messages.Answer;
import org.comity.messages.Content;
import org.comity.messages.Decision;
import org.comity.messages.Digest;
import org.comity.messages.MessageId;
import org.comity.messages.Preserved;
import org.comity.messages.Question;
import org.comity.messages.RiskNotice;
import org.comity.messages.Withdrawal;
import org.comity.problems.Checked;
import org.comity.problems.DeskProblem;
import org.comity.problems.GatewayBug;
import org.jspecify.annotations.Nullable;

/** What an officer filled in on the page of a move, as text; each move needs a part of it. */
public record MoveForm(
        @Nullable String message,
        @Nullable String sha256,
        @Nullable String text,
        @Nullable String ground,
        @Nullable Boolean alternatives,
        @Nullable String from,
        @Nullable String until,
        @Nullable String holderReference) {

    /** What is approved: a message of the request, or the request itself. */
    MessageId approved(MessageId request) {
        return MessageId.parse(orEmpty(message)).orElse(request);
    }

    Checked<Digest> digest() {
        return given("sha256", sha256).then(hex -> {
            try {
                return Checked.passed(new Digest(hex));
            } catch (IllegalArgumentException notADigest) {
                return Checked.failed(DeskProblem.PARAMETER_INVALID.at("sha256"));
            }
        });
    }

    /** @param zone in which the times were filled in */
    Checked<Content> content(MessageId request, Move move, ZoneId zone, Optional<MessageId> question) {
        return switch (move) {
            case ACCEPT -> Checked.passed(new Decision(request, new Decision.Accepted(orEmpty(text))));
            case REFUSE ->
                given("ground", ground)
                        .then(code -> given("text", text)
                                .then(reasons -> Checked.passed(new Decision(
                                        request,
                                        new Decision.Refused(code, reasons, Boolean.TRUE.equals(alternatives))))));
            case PRESERVED ->
                time("from", from, zone)
                        .then(start -> time("until", until, zone)
                                .then(end ->
                                        Checked.passed(new Preserved(request, start, end, orEmpty(holderReference)))));
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
