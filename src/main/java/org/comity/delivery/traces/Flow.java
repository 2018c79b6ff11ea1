package org.comity.delivery.traces;

import io.opentelemetry.api.trace.SpanContext;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * A flow that has ended: one try to deliver, one reception ...
 *
 * @param name the route's
 * @param surprised whether an exception ended it; what it said is for the log
 */
record Flow(String name, List<Step> steps, boolean surprised) {

    /** The flow's and those of its steps; none if it was about no message. */
    List<Span> spans() {
        About about = steps.stream().map(Step::about).reduce(About.NOTHING, About::and);
        if (about.message().isEmpty()) {
            return List.of();
        }
        SpanContext message = TraceIds.of(about.message().get());
        SpanContext flow = TraceIds.within(message);
        Instant end =
                steps.stream().map(Step::end).max(Comparator.naturalOrder()).orElseThrow();
        List<Span> spans = new ArrayList<>();
        spans.add(new Span(
                name,
                flow,
                message,
                steps.getFirst().start(),
                end,
                about,
                surprised || !about.problems().isEmpty()));
        for (Step step : steps) {
            About known = step.about();
            spans.add(new Span(
                    step.getNode().getId(),
                    TraceIds.within(message),
                    flow,
                    step.start(),
                    step.end(),
                    known,
                    !known.problems().isEmpty()));
        }
        return spans;
    }
}
