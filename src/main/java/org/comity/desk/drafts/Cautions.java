package org.comity.desk.drafts;

import java.time.Clock;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.comity.law.Relationship;
import org.comity.law.RequestKind;
import org.comity.messages.Identifier.IpAddress;
import org.comity.messages.PreservationRequest;
import org.comity.messages.PreservationRequest.FollowUp;
import org.comity.messages.Preserved;
import org.comity.messages.RequestContent;
import org.comity.messages.RequestContent.DataItem;
import org.comity.messages.RequestContent.UrgencyClaim;
import org.comity.messages.RequestContent.UrgencyGround;
import org.comity.messages.Urgency;

/** What in a lawful draft its author probably did not mean (UC-01/4b). A caution never blocks: the author knows better, or mends it. */
public final class Cautions {
    private static final String REQUEST = "preservationRequest/";

    /** A day, a year, an hour or a zone, which names nobody. */
    private static final Pattern A_TIME = Pattern.compile(
            "(?<!\\p{Nd})(19|20)\\p{Nd}{2}([-/.]?\\p{Nd}{2}([-/.]?\\p{Nd}{2})?)?(?!\\p{Nd})|\\p{Nd}{1,2}:\\p{Nd}{2}(:\\p{Nd}{2})?");

    /** An account or mailbox, a host, an IP address, a telephone number, a long number. */
    private static final Pattern NAMES_ONE = Pattern.compile(String.join(
            "|",
            "@",
            "\\p{L}[\\p{L}\\p{Nd}-]{0,62}\\.\\p{L}{2}",
            "\\p{Nd}{1,3}\\.\\p{Nd}{1,3}\\.\\p{Nd}{1,3}\\.\\p{Nd}",
            "[0-9A-Fa-f]{0,4}:[0-9A-Fa-f]{0,4}:[0-9A-Fa-f]{0,4}:",
            "\\+\\p{Nd}[\\p{Nd} -]{5}",
            "\\p{Nd}{6}",
            "\\p{IsLatin}[-_]?\\p{Nd}{3}"));

    private final Clock clock;
    private final int holdDays;
    private final List<Caution> found = new ArrayList<>();

    private Cautions(Clock clock, int holdDays) {
        this.clock = clock;
        this.holdDays = holdDays;
    }

    /**
     * @param place in the document
     * @param about a code of ours, which the page has a sentence for
     * @param values for that sentence
     */
    public record Caution(String place, String about, List<String> values) {
        public Caution {
            values = List.copyOf(values);
        }
    }

    /**
     * @param clock in the zone of the author's office, whose today it is
     * @param holdDays what the partner's law is recorded to give, in days
     */
    public static List<Caution> of(PreservationRequest request, Clock clock, int holdDays) {
        Cautions cautions = new Cautions(clock, holdDays);
        request.daysAsked().ifPresent(cautions::days);
        request.followUp().flatMap(FollowUp::expected).ifPresent(cautions::followUp);
        for (int i = 0; i < request.data().size(); i++) {
            String item = REQUEST + "data[" + (i + 1) + "]/";
            cautions.period(request.data().get(i), item + "period/until");
            cautions.addresses(request.data().get(i), item + "identifiers/ipAddress");
        }
        if (!request.confidentiality().secret()) {
            cautions.say(REQUEST + "confidentiality/secret", "not-secret");
        }
        return List.copyOf(cautions.found);
    }

    /**
     * UC-23/1: in which language it goes, for any request.
     *
     * @param requested the state that is asked
     * @param today of the author's office
     */
    public static List<Caution> ofLanguage(
            RequestContent request, Relationship relationship, String requested, LocalDate today) {
        return request
                .language()
                .filter(written -> relationship.takes(requested, written).equals(Optional.of(false)))
                .map(written -> new Caution(
                        request.kind() + "/@language",
                        request.requestKind()
                                        .filter(kind -> relationship.demandsTranslation(kind.instrument(), today))
                                        .isPresent()
                                ? "language-demanded"
                                : "language-not-taken",
                        List.of(written, String.join(", ", relationship.languagesOf(requested)))))
                .stream()
                .toList();
    }

    /**
     * UC-05/3e: what an answer says of a hold. The law allows a longer one, and asks for no reason where a part is held.
     *
     * @param asked how many data items the request has
     * @param holdDays what our law is recorded to give, in days
     * @param zone in which days are counted
     */
    public static List<Caution> ofHold(Preserved said, RequestKind kind, int asked, int holdDays, ZoneId zone) {
        List<Caution> all = new ArrayList<>();
        LocalDate end =
                said.from().atZone(zone).toLocalDate().plusDays(holdDays + 1L); // whether the first day counts or not
        if (!kind.isExtension() && said.until().atZone(zone).toLocalDate().isAfter(end)) {
            all.add(new Caution("preserved/until", "held-longer", List.of(String.valueOf(holdDays), end.toString())));
        }
        List<String> left = IntStream.rangeClosed(1, asked)
                .filter(item -> !said.items().isEmpty() && !said.items().contains(item))
                .mapToObj(String::valueOf)
                .toList();
        if (!left.isEmpty() && said.rest().isBlank()) {
            all.add(new Caution("preserved/rest", "rest-without-reason", List.of(String.join(", ", left))));
        }
        return List.copyOf(all);
    }

    /** UC-25/1a: it is not recorded what the sender is, and the kind may not be sent by everybody. */
    public static Caution ofSender(RequestContent request, String needed) {
        return new Caution(request.kind() + "/requesting", "sender-not-recorded", List.of(needed));
    }

    /** An emergency is a danger to a person; whatever can vanish is urgent. */
    public static List<Caution> ofUrgency(RequestContent request) {
        UrgencyClaim claim = request.urgency();
        return claim.level() == Urgency.EMERGENCY && !claim.grounds().contains(UrgencyGround.THREAT_TO_LIFE)
                ? List.of(new Caution(request.kind() + "/urgency/level", "emergency-without-danger", List.of()))
                : List.of();
    }

    /** A holder finds data by an identifier; the law is content with any description, and asks for one where there is neither (LAW-05). */
    public static List<Caution> ofData(RequestContent request) {
        return IntStream.rangeClosed(1, request.data().size())
                .filter(number -> isNobodys(request.data().get(number - 1)))
                .mapToObj(number ->
                        new Caution(request.kind() + "/data[" + number + "]/identifiers", "no-identifier", List.of()))
                .toList();
    }

    private static boolean isNobodys(DataItem item) {
        return item.identifiers().isEmpty()
                && item.description()
                        .filter(text -> !NAMES_ONE
                                .matcher(A_TIME.matcher(text).replaceAll(" "))
                                .find())
                        .isPresent();
    }

    /**
     * UC-16/1b: another request for the same data waits or is open.
     *
     * @param held reference of the preservation
     * @param other reference of the request that follows it already
     */
    public static Caution followedAlready(RequestContent request, String held, String other) {
        return new Caution(request.kind() + "/link", "followed-already", List.of(held, other));
    }

    /**
     * UC-16/1d: what it follows is held in part only, and this is of the rest.
     *
     * @param root of the draft
     * @param number of the data item in it
     * @param held reference of the preservation, and {@code asked} the number of the data item there
     */
    public static Caution notHeld(String root, int number, String held, int asked) {
        return new Caution(root + "/data[" + number + "]", "not-held", List.of(held, String.valueOf(asked)));
    }

    /**
     * UC-17/2a: what it corrects is not replaced.
     *
     * @param root of the request that corrects it
     * @param held reference of the request for which data are held
     */
    public static Caution correctsHeld(String root, String held) {
        return new Caution(root + "/link", "corrects-held", List.of(held));
    }

    /**
     * UC-01/4d: the same partner is asked already.
     *
     * @param how code of what is the same, which the page has a sentence for
     */
    public static Caution askedAlready(RequestContent request, String other, String how) {
        return new Caution(request.kind() + "/reference", "asked-already-" + how, List.of(other));
    }

    private void days(int asked) {
        if (asked > holdDays) {
            say(REQUEST + "daysAsked", "days-asked", String.valueOf(asked), String.valueOf(holdDays));
        }
    }

    private void followUp(LocalDate expected) {
        LocalDate today = LocalDate.now(clock);
        String place = REQUEST + "followUp/expected";
        if (expected.isBefore(today)) {
            say(place, "follow-up-past", expected.toString());
        } else if (expected.isAfter(today.plusDays(holdDays))) {
            say(place, "follow-up-late", expected.toString(), String.valueOf(holdDays));
        }
    }

    /** ETS185/29 keeps what is stored; what is still to come is collected (ETS185/33, ETS185/34), or asked for again. */
    private void period(DataItem item, String place) {
        item.endsAfter(clock.instant()).ifPresent(end -> say(place, "period-future", end.toString()));
    }

    private void addresses(DataItem item, String element) {
        int number = 0;
        for (var identifier : item.identifiers()) {
            if (identifier instanceof IpAddress address) {
                number++;
                String place = element + "[" + number + "]/at";
                address.at().ifPresent(at -> time(at, item, address.zone(), place));
            }
        }
    }

    private void time(OffsetDateTime at, DataItem item, Optional<ZoneId> zone, String place) {
        if (at.toInstant().isAfter(clock.instant())) {
            say(place, "time-future", at.toString());
        }
        item.period()
                .filter(period -> at.toInstant().isBefore(period.from().toInstant())
                        || at.toInstant().isAfter(period.until().toInstant()))
                .ifPresent(period -> say(
                        place,
                        "outside-period",
                        at.toString(),
                        period.from().toString(),
                        period.until().toString()));
        // THREAT-90: an hour that the clocks showed twice; which one is meant cannot be told from the text alone
        zone.filter(there ->
                        there.getRules().getValidOffsets(at.toLocalDateTime()).size() > 1)
                .ifPresent(there -> say(place, "time-twice", at.toString(), there.getId()));
    }

    private void say(String place, String about, String... values) {
        found.add(new Caution(place, about, List.of(values)));
    }
}
