package org.comity.casework;

import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.comity.partners.AgencyId;
import org.comity.partners.Allowances;
import org.comity.partners.Fingerprint;
import org.comity.partners.Partner;
import org.comity.partners.Proposal;
import org.comity.partners.Proposals;
import org.comity.people.Actor;
import org.comity.people.Role;
import org.comity.problems.Checked;
import org.comity.problems.DeskProblem;
import org.comity.trust.Enrolment;
import org.comity.trust.ProfileDocument;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** UC-09: every change of a partner, each with who did it and which profile, also when it was turned down (THREAT-74). */
@Service
public class Joining {
    private final Clock clock;
    private final Enrolment enrolment;
    private final Proposals proposals;
    private final Announcements announcements;

    Joining(Clock clock, Enrolment enrolment, Proposals proposals, Announcements announcements) {
        this.clock = clock;
        this.enrolment = enrolment;
        this.proposals = proposals;
        this.announcements = announcements;
    }

    /** UC-09/4: takes a profile; nothing of it is in force. */
    @Transactional
    public Checked<Partner> propose(Actor actor, Partner profile) {
        return change(
                actor,
                profile.id(),
                "partner.proposed",
                Map.of("profile", digest(profile)),
                () -> enrolment.propose(profile, actor.name()));
    }

    /** UC-09/6: what was read out by telephone is typed in. */
    @Transactional
    public Checked<Partner> activate(Actor actor, AgencyId partner, Fingerprint spoken) {
        Map<String, String> detail = new TreeMap<>(Map.of("spoken", spoken.hex()));
        proposals.find(partner).map(Proposal::profile).ifPresent(waiting -> detail.put("profile", digest(waiting)));
        return change(
                actor, partner, "partner.activated", detail, () -> enrolment.activate(partner, spoken, actor.name()));
    }

    /** UC-09/7b. */
    @Transactional
    public Checked<Partner> suspend(Actor actor, AgencyId partner) {
        return change(actor, partner, "partner.suspended", Map.of(), () -> enrolment.suspend(partner));
    }

    @Transactional
    public Checked<Partner> resume(Actor actor, AgencyId partner) {
        return change(actor, partner, "partner.resumed", Map.of(), () -> enrolment.resume(partner));
    }

    /** UC-09/7e: each time the whole of what is excused, with the reason of a weaker encryption. */
    @Transactional
    public Checked<Partner> allow(Actor actor, AgencyId partner, Allowances allowances) {
        Map<String, String> detail = new TreeMap<>(Map.of("excused", String.join(", ", allowances.inWords())));
        allowances.legacyEncryption().ifPresent(decision -> detail.put("reason", decision.reason()));
        return change(actor, partner, "partner.allowed", detail, () -> enrolment.allow(partner, allowances));
    }

    /** UC-09/7g. */
    @Transactional
    public Checked<Partner> withdraw(Actor actor, AgencyId partner, Fingerprint replaced) {
        return change(
                actor,
                partner,
                "partner.certificate-withdrawn",
                Map.of("certificate", replaced.hex()),
                () -> enrolment.withdraw(partner, replaced));
    }

    private Checked<Partner> change(
            Actor actor, AgencyId partner, String event, Map<String, String> detail, Supplier<Checked<Partner>> move) {
        if (!actor.is(Role.ADMINISTRATOR)) {
            return Checked.failed(DeskProblem.ROLE_NEEDED.problem());
        }
        Checked<Partner> moved = move.get();
        Map<String, String> said = new TreeMap<>(detail);
        if (!moved.problems().isEmpty()) {
            said.put("problems", Carrying.codes(moved.problems()));
        }
        String what = moved.problems().isEmpty() ? event : event.replace("partner.", "partner.not-");
        announcements.say(about(actor, partner, what), said, clock.instant());
        return moved;
    }

    private static Happening about(Actor actor, AgencyId partner, String event) {
        return Happening.of(new AgencyId(actor.agency()), event, actor.name()).with(Optional.of(partner));
    }

    private static String digest(Partner profile) {
        return ProfileDocument.fingerprint(profile).hex();
    }
}
