package org.comity.desk.pages;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneId;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.comity.desk.Move;
import org.comity.messages.Content;
import org.comity.messages.Decision;
import org.comity.messages.MessageId;
import org.comity.messages.Preserved;
import org.comity.partners.AgencyId;
import org.comity.problems.Checked;
import org.comity.problems.DeskProblem;
import org.junit.jupiter.api.Test;
import org.springframework.core.ResolvableType;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.web.bind.ServletRequestDataBinder;

class MoveFormTest {
    private static final ZoneId TOKYO = ZoneId.of("Asia/Tokyo");
    private static final MessageId REQUEST = new MessageId(UUID.randomUUID(), new AgencyId("jp-npa"));

    @Test
    void namesTheFieldThatIsMissing() {
        assertThat(content(Move.REFUSE, filledIn()).problems())
                .containsExactly(DeskProblem.FIELD_MISSING.at("ground"), DeskProblem.FIELD_MISSING.at("text"));
        assertThat(content(Move.QUESTION, filledIn("text", "  ")).problems())
                .containsExactly(DeskProblem.FIELD_MISSING.at("text"));
    }

    @Test
    void anUntickedBoxSaysThatNoAlternativeWasConsidered() {
        assertThat(content(Move.REFUSE, filledIn("ground", "POLITICAL_OFFENCE", "text", "reasons")))
                .isEqualTo(Checked.passed(
                        new Decision(REQUEST, new Decision.Refused("POLITICAL_OFFENCE", "reasons", false))));
    }

    @Test
    void readsTimesInTheZoneOfTheDesk() {
        assertThat(content(Move.PRESERVED, filledIn("from", "2026-11-23T09:00", "until", "2027-01-22T09:00")))
                .isEqualTo(Checked.passed(new Preserved(
                        REQUEST, Instant.parse("2026-11-23T00:00:00Z"), Instant.parse("2027-01-22T00:00:00Z"), "")));
    }

    private static Checked<Content> content(Move move, MoveForm form) {
        return form.content(REQUEST, move, TOKYO, Optional.empty());
    }

    /** As the browser sends it: fields that are not on the page are not there at all. */
    private static MoveForm filledIn(String... namesAndValues) {
        MockHttpServletRequest sent = new MockHttpServletRequest();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            sent.addParameter(namesAndValues[i], namesAndValues[i + 1]);
        }
        ServletRequestDataBinder binder = new ServletRequestDataBinder(null, "form");
        binder.setTargetType(ResolvableType.forClass(MoveForm.class));
        binder.construct(sent);
        return (MoveForm) Objects.requireNonNull(binder.getTarget());
    }
}
