package org.comity.deadlines;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * What people did about a deadline, beside letting it run.
 *
 * @param stated an end that somebody stated: the holder, who stipulated a time, or who set one of our own people a day
 * @param agreed whether a stated end is later than the period because that was asked for
 * @param asked when what is held was asked for: what is done in response cannot have begun before, whatever its holder says (THREAT-84)
 * @param before what had to happen before this instant; later it starts nothing (DR-02, DR-36)
 */
public record Course(
        Optional<Instant> stated,
        boolean agreed,
        Optional<Instant> asked,
        Optional<Instant> before,
        List<Pause> pauses,
        Prolongation prolongation) {
    /** Nothing is stated, it never rests. */
    public static final Course PLAIN =
            new Course(Optional.empty(), false, Optional.empty(), Optional.empty(), List.of(), Prolongation.NONE);

    public Course {
        pauses = pauses.stream().sorted(Comparator.comparing(Pause::suspended)).toList();
        for (int i = 0; i + 1 < pauses.size(); i++) {
            Instant next = pauses.get(i + 1).suspended();
            if (pauses.get(i).resumed().map(next::isBefore).orElse(true)) {
                throw new IllegalArgumentException("a clock is resumed before it is suspended again");
            }
        }
    }

    public Course stated(Optional<Instant> end) {
        return new Course(end, agreed, asked, before, pauses, prolongation);
    }

    /** The stated end is the one that was asked for. */
    public Course asAgreed() {
        return new Course(stated, true, asked, before, pauses, prolongation);
    }

    public Course askedFor(Instant when) {
        return new Course(stated, agreed, Optional.of(when), before, pauses, prolongation);
    }

    public Course onlyBefore(Instant limit) {
        return new Course(stated, agreed, asked, Optional.of(limit), pauses, prolongation);
    }

    public Course paused(Pause pause) {
        List<Pause> all = new ArrayList<>(pauses);
        all.add(pause);
        return new Course(stated, agreed, asked, before, all, prolongation);
    }

    /** The rest that goes on ends at {@code instant}. */
    public Course resumed(Instant instant) {
        List<Pause> ended = pauses.stream()
                .map(pause ->
                        new Pause(pause.suspended(), Optional.of(pause.resumed().orElse(instant))))
                .toList();
        return new Course(stated, agreed, asked, before, ended, prolongation);
    }

    public Course prolonged(Prolongation by) {
        return new Course(stated, agreed, asked, before, pauses, by);
    }
}
