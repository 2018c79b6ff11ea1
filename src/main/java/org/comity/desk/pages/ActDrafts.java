package org.comity.desk.pages;

import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.comity.casework.OpenQuestions;
import org.comity.casework.Uses;
import org.comity.dashboard.ListedRequest;
import org.comity.dashboard.RequestFiles;
import org.comity.desk.Move;
import org.comity.desk.Office;
import org.comity.desk.drafts.Draft;
import org.comity.desk.drafts.Item;
import org.comity.journal.QuestionRows.Asked;
import org.comity.journal.UseRows;
import org.comity.law.RequestKind;
import org.comity.matters.Purpose;
import org.comity.matters.RequestState;
import org.comity.messages.MessageId;
import org.comity.people.Actor;
import org.comity.problems.Checked;
import org.comity.problems.DeskProblem;
import org.comity.problems.Problem;
import org.springframework.stereotype.Component;

/** What the form of a move begins with, and what of it nobody can change in a browser: the request, and the message that it answers. */
@Component
class ActDrafts {
    private static final String QUESTION = "answer/@question";

    /** Questions that a form offers, the last ones; a partner can ask as often as the gateway lets it speak of one request. */
    private static final int MOST = 20;

    private final RequestFiles files;
    private final OpenQuestions questions;
    private final Uses uses;
    private final Correspondents correspondents;
    private final Words words;
    private final Office office;

    ActDrafts(
            RequestFiles files,
            OpenQuestions questions,
            Uses uses,
            Correspondents correspondents,
            Words words,
            Office office) {
        this.files = files;
        this.questions = questions;
        this.uses = uses;
        this.correspondents = correspondents;
        this.words = words;
        this.office = office;
    }

    Draft blank(Actor actor, ListedRequest request, Move move, List<Item> asked) {
        Map<String, String> texts = new LinkedHashMap<>(fixed(request, move));
        switch (move) {
            case PRESERVED -> texts.putAll(ticks(request, asked));
            case QUESTION -> texts.put("question/text", missing(request));
            case GO_ON -> texts.put("answer/text", words.word("move.GO_ON.preset", ""));
            case CONDITIONS -> texts.put("decision/conditional/condition[1]/@kind", "");
            case USE_EXPLANATION -> texts.putAll(log(actor, request));
            case RESULT -> texts.putAll(items(asked));
            default -> {}
        }
        return new Draft(texts);
    }

    /** The form in which an officer writes down what the other side said by hand: nothing of it is ours to preset. */
    Draft heard(ListedRequest request, Move move, List<Item> asked) {
        Map<String, String> texts = new LinkedHashMap<>(fixed(request, move));
        if (move == Move.CONDITIONS) {
            texts.put("decision/conditional/condition[1]/@kind", "");
        }
        if (move == Move.USE_EXPLANATION) {
            texts.put("useExplanation/use[1]", "");
        }
        if (move == Move.RESULT) {
            texts.putAll(items(asked));
        }
        return new Draft(texts);
    }

    /** What the law missed in a request that came by hand, to be asked for (UC-21/6a); nothing for every other. */
    private String missing(ListedRequest request) {
        return files.missing(request).stream()
                .map(finding -> words.place(finding.place()) + " (" + finding.rule() + ")")
                .distinct()
                .collect(Collectors.collectingAndThen(
                        Collectors.joining("\n- "),
                        list -> list.isEmpty() ? "" : words.word("missing.ask", "") + "\n- " + list));
    }

    private static Map<String, String> items(List<Item> asked) {
        Map<String, String> rows = new LinkedHashMap<>();
        data(asked).forEach(item -> rows.put(item(item.number()) + "/@item", String.valueOf(item.number())));
        return rows;
    }

    /** All that was asked is ticked: whoever holds less unticks it. */
    private static Map<String, String> ticks(ListedRequest request, List<Item> asked) {
        Map<String, String> rows = new LinkedHashMap<>();
        if (!request.kind().isExtension()) {
            data(asked)
                    .forEach(item -> rows.put("preserved/item[" + item.number() + "]", String.valueOf(item.number())));
        }
        return rows;
    }

    /** Data items were to choose from and none is ticked: without any the message would say that all are held. */
    static List<Problem> unticked(Move move, Draft typed) {
        boolean chosen = typed.text("@items").isEmpty() || typed.has("preserved/item");
        return move != Move.PRESERVED || chosen ? List.of() : List.of(DeskProblem.FIELD_MISSING.at("preserved/item"));
    }

    /** What was typed, of this move only; what came of a data item is what came of the whole where nothing else is said. */
    Draft typed(ListedRequest request, Move move, Draft typed) {
        Map<String, String> texts = new LinkedHashMap<>(fixed(request, move));
        texts.computeIfPresent(
                QUESTION, (place, last) -> isAsked(request, typed.text(place)) ? typed.text(place) : last);
        String root = move.place().replaceFirst("/.*", "");
        typed.texts().forEach((place, text) -> {
            if (place.startsWith(root + "/") || place.equals(root)) {
                texts.putIfAbsent(place, text);
            }
        });
        if (move == Move.RESULT) {
            texts.replaceAll((place, text) -> isOutcomeOfAnItem(place)
                            && text.isBlank()
                            && !typed.text(place.replace("@outcome", "remark")).isBlank()
                    ? typed.text("result/@outcome")
                    : text);
        }
        return new Draft(texts);
    }

    /** Whichever the form showed when it was filled in: another may have come since, or this have been answered by the same form. */
    private boolean isAsked(ListedRequest request, String question) {
        return questions.asked(request.id()).stream()
                .anyMatch(asked -> asked.id().toString().equals(question));
    }

    /**
     * The questions that {@code move} can answer, the last one last: the form begins with it. What was only heard from a gateway comes before
     * what is signed: no answer to it can be sent (UC-21/5g).
     */
    List<MessageId> open(ListedRequest request, Move move) {
        if (move != Move.ANSWER && move != Move.GO_ON) {
            return List.of();
        }
        return questions.asked(request.id()).stream()
                .filter(Asked::isOpen)
                .filter(asked -> move == Move.ANSWER || !asked.kind().equals("question"))
                .sorted(Comparator.comparing(asked -> !asked.heard()))
                .map(Asked::id)
                .collect(Collectors.collectingAndThen(
                        Collectors.toList(), all -> all.subList(Math.max(0, all.size() - MOST), all.size())));
    }

    /** The message that {@code move} answers, for its reader to see; empty where it answers the request itself. */
    Optional<MessageId> answered(ListedRequest request, Move move) {
        return switch (move) {
            case ANSWER, GO_ON -> open(request, move).stream().reduce((earlier, later) -> later);
            case ACCEPT_CONDITIONS, DECLINE_CONDITIONS ->
                request.kind() == RequestKind.SPON_26
                        ? Optional.of(request.id())
                        : files.lastOfKind(request, "decision");
            case USE_EXPLANATION -> files.lastOfKind(request, "useQuery");
            case INFORMATION -> files.lastOfKind(request, "conditionReply");
            default ->
                request.state() == RequestState.CONDITIONS_DECLINED
                        ? files.lastOfKind(request, "conditionReply")
                        : Optional.empty();
        };
    }

    /** The data items of the request as it was asked. */
    static List<Item> data(List<Item> asked) {
        return asked.stream().filter(item -> item.name().equals("data")).toList();
    }

    private Map<String, String> fixed(ListedRequest request, Move move) {
        Map<String, String> texts = new LinkedHashMap<>();
        String root = move.place().replaceFirst("/.*", "");
        texts.put("@to", request.partner().value());
        texts.put(root + "/@request", request.id().toString());
        if (move.place().startsWith("decision/")) {
            texts.put(move.place(), "true");
        }
        String answered = answered(request, move).map(MessageId::toString).orElse("");
        switch (move) {
            case ANSWER, GO_ON -> texts.put(QUESTION, answered);
            case ACCEPT_CONDITIONS, DECLINE_CONDITIONS -> {
                texts.put("conditionReply/@conditions", answered);
                texts.put("conditionReply/@accepted", String.valueOf(move == Move.ACCEPT_CONDITIONS));
            }
            case USE_EXPLANATION -> texts.put("useExplanation/@query", answered);
            default -> {}
        }
        return texts;
    }

    /** Out of the log that is kept of each reading (ETS185/28/4); a row to fill in where nobody read anything. */
    private Map<String, String> log(Actor actor, ListedRequest request) {
        Map<String, String> rows = new LinkedHashMap<>();
        String organisation = correspondents.ours(actor).name();
        List<UseRows.Use> log = uses.of(actor, request.id()) instanceof Checked.Passed<List<UseRows.Use>>(var read)
                ? read.stream().filter(UseRows.Use::isToBeExplained).toList()
                : List.of();
        for (int i = 0; i < log.size(); i++) {
            String row = "useExplanation/use[" + (i + 1) + "]/";
            UseRows.Use use = log.get(i);
            rows.put(row + "@at", utc(use.at().truncatedTo(ChronoUnit.SECONDS).atZone(office.zone())));
            rows.put(row + "item", use.item());
            rows.put(row + "by", organisation);
            rows.put(row + "purpose", use.purpose().map(Purpose::inWords).orElse(""));
        }
        return rows.isEmpty() ? Map.of("useExplanation/use[1]", "") : rows;
    }

    private static String utc(ZonedDateTime time) {
        return DateTimeFormatter.ISO_INSTANT.format(time);
    }

    private static String item(int number) {
        return "result/item[" + number + "]";
    }

    private static boolean isOutcomeOfAnItem(String place) {
        return place.startsWith("result/item[") && place.endsWith("]/@outcome");
    }
}
