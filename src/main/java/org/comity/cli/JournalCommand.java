package org.comity.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.comity.dashboard.JournalList;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/** UC-12/1b: reads the journal, newest first. Ids, codes and digests; what {@code verify} vouches for. */
@Command(
        name = "journal",
        mixinStandardHelpOptions = true,
        description =
                "What happened, newest first: number in the journal, time, event, actor, subject, details. Never content.")
final class JournalCommand implements Callable<Integer> {
    private static final ObjectMapper JSON = new ObjectMapper();

    @ParentCommand
    private Commands root = new Commands();

    @Option(names = "--matter", paramLabel = "UUID", description = "of this matter only")
    private @Nullable UUID matter;

    @Option(
            names = "--request",
            paramLabel = "ID",
            description = "of this request only: its message id or our reference")
    private @Nullable String request;

    @Option(names = "--message", paramLabel = "ID", description = "of this message only")
    private @Nullable String message;

    @Option(names = "--event", paramLabel = "NAME", description = "of this kind only, such as message.parked")
    private @Nullable String event;

    @Option(names = "--since", paramLabel = "TIME", description = "not older, such as 2026-12-01T00:00:00Z")
    private @Nullable Instant since;

    @Option(
            names = "--before",
            paramLabel = "ROW",
            description = "the next page: older than this row, as the last page says")
    private @Nullable Long before;

    @Option(names = "--most", defaultValue = "50", description = "entries of a page, at most 1000")
    private int most = 50;

    @Option(names = "--json", description = "one JSON object a line")
    private boolean json;

    @Override
    public Integer call() {
        JournalList.Query query = new JournalList.Query(
                Optional.ofNullable(matter),
                Optional.ofNullable(request),
                Optional.ofNullable(message),
                Optional.ofNullable(event),
                Optional.ofNullable(since),
                before == null ? OptionalLong.empty() : OptionalLong.of(before),
                most);
        try (Parts parts = root.open()) {
            List<JournalList.Entry> entries = parts.get(JournalList.class).all(query);
            entries.forEach(one -> root.out().println(json ? inJson(one) : inText(one)));
            if (entries.isEmpty() && !json) {
                root.out().println("The journal has no such entry.");
            }
            if (entries.size() == query.most()) { // beside the entries: a program reads those
                root.err()
                        .println("There may be more: --before "
                                + entries.getLast().row());
            }
            return 0;
        }
    }

    private static String inText(JournalList.Entry one) {
        String detail = new TreeMap<>(one.detail())
                .entrySet().stream()
                        .map(part -> part.getKey() + "=" + part.getValue())
                        .collect(Collectors.joining(" "));
        String leaf = one.leaf().isPresent() ? String.valueOf(one.leaf().getAsLong()) : "-";
        return leaf + "  " + one.at() + "  " + one.event() + "  " + one.actor() + "  " + one.subject()
                + (detail.isEmpty() ? "" : "  " + detail);
    }

    private static String inJson(JournalList.Entry one) {
        ObjectNode line = JSON.createObjectNode();
        line.put("row", one.row());
        one.leaf().ifPresent(leaf -> line.put("leaf", leaf));
        line.put("at", one.at().toString());
        line.put("event", one.event());
        line.put("actor", one.actor());
        line.put("agency", one.agency());
        one.matter().ifPresent(id -> line.put("matter", id.toString()));
        one.request().ifPresent(id -> line.put("request", id));
        one.message().ifPresent(id -> line.put("message", id));
        one.partner().ifPresent(id -> line.put("partner", id));
        ObjectNode detail = line.putObject("detail");
        new TreeMap<>(one.detail()).forEach(detail::put);
        return line.toString();
    }
}
