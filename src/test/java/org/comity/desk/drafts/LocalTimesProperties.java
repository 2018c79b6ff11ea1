package org.comity.desk.drafts;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** THREAT-90: what an officer types in a zone is one instant in the document, on every side of every change of clocks. */
class LocalTimesProperties {
    private static final ZoneId OFFICE = ZoneId.of("Asia/Tokyo");
    private static final String ROW = "preservationRequest/data[1]/identifiers/ipAddress[1]";
    private static final long FROM = Instant.parse("2000-01-01T00:00:00Z").getEpochSecond();
    private static final long UNTIL = Instant.parse("2038-01-01T00:00:00Z").getEpochSecond();

    /** Zones with summer time in either half of the year, by half an hour, by law of last minute, and without. */
    private static final List<String> ZONES = List.of(
            "America/New_York",
            "Europe/Bucharest",
            "Australia/Lord_Howe",
            "America/Sao_Paulo",
            "Africa/Casablanca",
            "Asia/Kathmandu",
            "Pacific/Apia",
            "Asia/Tokyo",
            "UTC");

    @Property
    void anInstantThatIsShownAndTypedAgainStaysTheSame(@ForAll("moments") Moment moment) {
        String document = moment.instant.atOffset(java.time.ZoneOffset.UTC).toString();
        String field = new LocalTimes(OFFICE).toField(ROW + "/at", texts(document, moment.zone));
        Instant again = typed(field, moment.zone);
        if (moment.isSecondOfTwo()) {
            assertThat(again)
                    .as("an hour that was shown twice is taken as the first")
                    .isBefore(moment.instant);
            assertThat(LocalDateTime.ofInstant(again, moment.zone))
                    .isEqualTo(LocalDateTime.ofInstant(moment.instant, moment.zone));
        } else {
            assertThat(again).isEqualTo(moment.instant);
        }
    }

    @Property
    void aTimeThatTheClocksLeftOutIsNoTime(@ForAll("gaps") Gap gap) {
        String text = gap.missing.toString();
        assertThat(new LocalTimes(OFFICE).toDocument(texts(text, gap.zone)).get(ROW + "/at"))
                .as("stays as typed, so that the schema names it")
                .isEqualTo(text);
    }

    @Property
    void theZoneOfTheOfficeDoesNotTouchATimeThatHasItsOwn(@ForAll("moments") Moment moment) {
        String text = LocalDateTime.ofInstant(moment.instant, moment.zone).toString();
        assertThat(new LocalTimes(ZoneId.of("America/New_York")).toDocument(texts(text, moment.zone)))
                .isEqualTo(new LocalTimes(OFFICE).toDocument(texts(text, moment.zone)));
    }

    record Moment(Instant instant, ZoneId zone) {
        boolean isSecondOfTwo() {
            ZoneRules rules = zone.getRules();
            LocalDateTime shown = LocalDateTime.ofInstant(instant, zone);
            return rules.getValidOffsets(shown).size() > 1
                    && !rules.getValidOffsets(shown).getFirst().equals(rules.getOffset(instant));
        }
    }

    record Gap(LocalDateTime missing, ZoneId zone) {}

    @Provide
    Arbitrary<Moment> moments() {
        Arbitrary<ZoneId> zones = Arbitraries.of(ZONES).map(ZoneId::of);
        Arbitrary<Long> any = Arbitraries.longs().between(FROM, UNTIL);
        // half of them within two hours of a change of clocks
        return Combinators.combine(zones, any, Arbitraries.integers().between(-7200, 7200), Arbitraries.of(true, false))
                .as((zone, second, around, near) -> {
                    Instant at = Instant.ofEpochSecond(second);
                    ZoneOffsetTransition change = zone.getRules().previousTransition(at);
                    boolean usable = near && change != null && change.toEpochSecond() > FROM;
                    return new Moment(usable ? change.getInstant().plusSeconds(around) : at, zone);
                });
    }

    @Provide
    Arbitrary<Gap> gaps() {
        return Combinators.combine(
                        Arbitraries.of("America/New_York", "Europe/Bucharest", "Australia/Lord_Howe", "Pacific/Apia")
                                .map(ZoneId::of),
                        Arbitraries.longs().between(FROM, UNTIL),
                        Arbitraries.integers().between(0, 1799))
                .as((zone, second, into) -> {
                    ZoneOffsetTransition change = zone.getRules().nextTransition(Instant.ofEpochSecond(second));
                    while (change != null && !change.isGap()) {
                        change = zone.getRules().nextTransition(change.getInstant());
                    }
                    return change == null
                            ? new Gap(
                                    LocalDateTime.parse("2027-03-14T02:30:00").plusSeconds(into),
                                    ZoneId.of("America/New_York"))
                            : new Gap(change.getDateTimeBefore().plusSeconds(into), zone);
                });
    }

    private static Instant typed(String field, ZoneId zone) {
        String document = new LocalTimes(OFFICE).toDocument(texts(field, zone)).getOrDefault(ROW + "/at", "");
        return OffsetDateTime.parse(document).toInstant();
    }

    private static Map<String, String> texts(String at, ZoneId zone) {
        return Map.of(ROW + "/at", at, ROW + "/zone", zone.getId());
    }
}
