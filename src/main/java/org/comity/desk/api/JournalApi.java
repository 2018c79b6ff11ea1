package org.comity.desk.api;

import org.comity.journal.JournalVerification;
import org.comity.journal.Verdict;
import org.comity.people.Actor;
import org.comity.people.Role;
import org.comity.problems.DeskProblem;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** UC-12/1: an auditor has the journal recomputed from its rows; takes as long as the journal is large. */
@RestController
@RequestMapping("/api/v1/journal")
class JournalApi {
    private final JournalVerification verification;

    JournalApi(JournalVerification verification) {
        this.verification = verification;
    }

    record VerdictJson(boolean intact, String sentence) {}

    @GetMapping("/verification")
    VerdictJson verify(@AuthenticationPrincipal Actor actor) {
        if (!actor.is(Role.AUDITOR)) {
            throw ProblemsMet.of(DeskProblem.ROLE_NEEDED.problem());
        }
        Verdict verdict = verification.verify();
        return new VerdictJson(verdict.isIntact(), verdict.sentence());
    }
}
