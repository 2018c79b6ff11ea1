package org.comity.desk.pages;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import jakarta.servlet.http.HttpServletRequest;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.comity.dashboard.ParkedList;
import org.comity.dashboard.Workload;
import org.comity.dashboard.Workload.Load;
import org.comity.dashboard.Workload.ToAct;
import org.comity.dashboard.Workload.Unreached;
import org.comity.desk.DatabaseAway;
import org.comity.desk.Diagnostics;
import org.comity.people.Actor;
import org.comity.people.Role;
import org.comity.trust.Arithmetic;
import org.comity.trust.CertificateEnds;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.actuate.health.CompositeHealth;
import org.springframework.boot.actuate.health.Health;
import org.springframework.boot.actuate.health.HealthComponent;
import org.springframework.boot.actuate.health.HealthEndpoint;
import org.springframework.boot.actuate.health.Status;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.TransientDataAccessResourceException;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;

/** What whoever runs the gateway looks at first: is it well, what waits, what failed, what ends soon. No content; administrators only. */
@Controller
class StatusPages {
    private static final Logger LOG = LoggerFactory.getLogger(StatusPages.class);
    private static final int SHOWN = 20; // parked rows; their page has all of them

    private final Seen seen;
    private final HealthEndpoint health;
    private final MeterRegistry meters;
    private final Diagnostics diagnostics;

    StatusPages(Seen seen, HealthEndpoint health, MeterRegistry meters, Diagnostics diagnostics) {
        this.seen = seen;
        this.health = health;
        this.meters = meters;
        this.diagnostics = diagnostics;
    }

    /** What is looked at. */
    @org.springframework.stereotype.Component("statusSeen")
    record Seen(Workload workload, ParkedList parked, CertificateEnds certificates) {}

    /** @param why empty while it is up */
    public record Part(String name, boolean up, String why) {}

    public record Ending(String agency, String use, Instant ends) {}

    /** What the database alone knows. */
    public record Figures(
            Load load,
            ToAct toAct,
            List<Unreached> unreached,
            List<ParkedList.Parked> parked,
            List<CertificateEnds.Ending> endings,
            String databaseVersion) {}

    @GetMapping("/status")
    String status(@AuthenticationPrincipal Actor actor, HttpServletRequest request, Model model) {
        requireAdministrator(actor);
        Optional<Figures> figures = figures(actor, request);
        figures.ifPresent(had -> {
            model.addAttribute("load", had.load());
            model.addAttribute("toAct", had.toAct());
            model.addAttribute("unreached", had.unreached());
            model.addAttribute("parked", had.parked().stream().limit(SHOWN).toList());
            model.addAttribute("parkedAll", had.parked().size());
        });
        model.addAttribute("away", figures.isEmpty());
        model.addAttribute("parts", parts());
        model.addAttribute("queues", queues());
        model.addAttribute(
                "endings",
                endings(figures.map(Figures::endings)
                        .orElseGet(() -> seen.certificates().ours())));
        model.addAttribute(
                "versions",
                List.of(
                        "Comity " + Diagnostics.version().orElse("(build directory)"),
                        "Java " + Runtime.version(),
                        "PostgreSQL " + figures.map(Figures::databaseVersion).orElse("(away)"),
                        Arithmetic.chosen().describe()));
        return "status";
    }

    /** Empty while the database does not answer: what is known without it is wanted then more than ever. */
    private Optional<Figures> figures(Actor actor, HttpServletRequest request) {
        if (DatabaseAway.isSeenIn(request)) {
            return Optional.empty();
        }
        try {
            return Optional.of(new Figures(
                    seen.workload().measure(),
                    seen.workload().toAct(),
                    seen.workload().unreached(),
                    seen.parked().open(actor),
                    seen.certificates().all(),
                    seen.workload().databaseVersion()));
        } catch (DataAccessResourceFailureException | TransientDataAccessResourceException away) {
            LOG.warn("the page of the status has no figures: {}", away.getMessage());
            return Optional.empty();
        }
    }

    @PostMapping("/status/diagnostics")
    ResponseEntity<byte[]> diagnostics(@AuthenticationPrincipal Actor actor, HttpServletRequest request) {
        requireAdministrator(actor);
        Map<String, Diagnostics.Part> ours = Map.of(
                "health.json", () -> new ObjectMapper().writeValueAsString(health.health()),
                "figures.txt", () -> meters instanceof PrometheusMeterRegistry told ? told.scrape() : "not kept\n",
                "threads.txt", StatusPages::threads);
        byte[] bundle = diagnostics.bundle(ours, DatabaseAway.isSeenIn(request));
        return ResponseEntity.ok()
                .header("Content-Type", "application/zip")
                .header("Content-Disposition", "attachment; filename=\"comity-diagnostics.zip\"")
                .body(bundle);
    }

    private static void requireAdministrator(Actor actor) {
        if (!actor.is(Role.ADMINISTRATOR)) {
            throw new NotHere();
        }
    }

    private List<Part> parts() {
        return health.health() instanceof CompositeHealth whole
                ? whole.getComponents().entrySet().stream()
                        .map(part -> part(part.getKey(), part.getValue()))
                        .sorted(Comparator.comparing(Part::up).thenComparing(Part::name))
                        .toList()
                : List.of();
    }

    private static Part part(String name, HealthComponent component) {
        boolean up = Status.UP.equals(component.getStatus());
        String why = component instanceof Health alone && !up
                ? alone.getDetails().entrySet().stream()
                        .map(detail -> detail.getKey() + ": " + detail.getValue())
                        .sorted()
                        .collect(Collectors.joining("; "))
                : "";
        return new Part(name, up, why);
    }

    private Map<String, Long> queues() {
        Map<String, Long> queues = new TreeMap<>();
        meters.find("comity.queue.messages")
                .gauges()
                .forEach(gauge -> queues.put(gauge.getId().getTag("queue"), (long) gauge.value()));
        return queues;
    }

    private static List<Ending> endings(List<CertificateEnds.Ending> all) {
        return all.stream()
                .sorted(Comparator.comparing(CertificateEnds.Ending::ends))
                .limit(SHOWN)
                .map(one -> new Ending(one.agency().value(), one.use(), one.ends()))
                .toList();
    }

    /** Names and frames; what the threads work on is not in them. */
    private static String threads() {
        ThreadInfo[] all = ManagementFactory.getThreadMXBean().dumpAllThreads(true, true, Integer.MAX_VALUE);
        return Arrays.stream(all)
                .map(thread -> "\"" + thread.getThreadName() + "\" " + thread.getThreadState() + "\n"
                        + Arrays.stream(thread.getStackTrace())
                                .map(frame -> "\tat " + frame + "\n")
                                .collect(Collectors.joining()))
                .collect(Collectors.joining("\n"));
    }
}
