package org.comity.delivery.relay;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.comity.delivery.queues.QueueSender;
import org.comity.journal.Event;
import org.comity.journal.Telling;
import org.comity.problems.GatewayBug;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Says on {@code comity.status} what the journal has, within a second or two: each entry as a CloudEvent (specification 1.0, structured
 * JSON) of ids, codes and digests only, in the order of the journal, at least once. Its id is the hash of the entry's leaf, so who hears
 * it twice knows.
 */
@Component
public class StatusEvents implements SmartLifecycle {
    private static final Logger LOG = LoggerFactory.getLogger(StatusEvents.class);

    /** As often as the journal is numbered. */
    private static final int PAUSE_MS = 500;

    /** How long the end of the process waits for a round. */
    private static final int LONGEST_ROUND_S = 10;

    private final Telling journal;
    private final QueueSender queues;
    private final ObjectMapper json;
    private final ScheduledExecutorService telling = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "status-events");
        thread.setDaemon(true);
        return thread;
    });
    private final List<Consumer<Telling.Entry>> listeners = new CopyOnWriteArrayList<>();
    private volatile boolean running;

    StatusEvents(Telling journal, QueueSender queues, ObjectMapper json) {
        this.journal = journal;
        this.queues = queues;
        this.json = json;
    }

    /** Calls {@code listener} with each entry that was told, after it was, at one node of all; what it does not hear at a crash it misses. */
    public void whenTold(Consumer<Telling.Entry> listener) {
        listeners.add(listener);
    }

    private void tell() {
        try {
            List<Telling.Entry> told;
            do {
                told = journal.tell(this::say);
                told.forEach(entry -> listeners.forEach(listener -> listener.accept(entry)));
            } while (running && told.size() == Telling.BATCH);
        } catch (RuntimeException | Error away) { // the database or the broker: the same entries come again
            LOG.warn("status events wait, they come later: {}", away.toString());
        }
    }

    private void say(List<Telling.Entry> entries) {
        queues.tell(entries.stream().map(this::cloudEvent).toList());
    }

    private QueueSender.StatusEvent cloudEvent(Telling.Entry entry) {
        Event event = entry.event();
        Map<String, Object> data = new LinkedHashMap<>(event.detail());
        put(data, "matter", event.matter());
        put(data, "request", event.request());
        put(data, "message", event.message());
        put(data, "partner", event.partner());
        Map<String, Object> text = new LinkedHashMap<>();
        text.put("specversion", "1.0");
        text.put("id", entry.hash());
        text.put("source", "urn:comity:agency:" + event.agency());
        text.put("type", "org.comity." + event.name());
        text.put("time", event.at().toString());
        event.message().or(event::request).ifPresent(subject -> text.put("subject", subject.toString()));
        text.put("datacontenttype", "application/json");
        text.put("data", data);
        try {
            return new QueueSender.StatusEvent(entry.hash(), json.writeValueAsString(text));
        } catch (JsonProcessingException impossible) {
            throw new GatewayBug("texts are JSON", impossible);
        }
    }

    private static void put(Map<String, Object> data, String name, Optional<?> value) {
        value.ifPresent(present -> data.put(name, present.toString()));
    }

    @Override
    public void start() {
        running = true;
        var rounds = telling.scheduleWithFixedDelay(this::tell, PAUSE_MS, PAUSE_MS, TimeUnit.MILLISECONDS);
        LOG.debug("telling what the journal has, {}", rounds);
    }

    /** A round that runs is not interrupted: an interrupt would close its connection. What is untold is told after the next start. */
    @Override
    public void stop() {
        running = false;
        telling.shutdown();
        try {
            if (!telling.awaitTermination(LONGEST_ROUND_S, TimeUnit.SECONDS)) {
                LOG.warn("status events are still told; what the broker has not taken comes again");
            }
        } catch (InterruptedException end) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}
