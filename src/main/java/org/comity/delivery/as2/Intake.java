package org.comity.delivery.as2;

import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import org.apache.camel.Exchange;
import org.apache.camel.component.platform.http.springboot.PlatformHttpMessage;
import org.comity.delivery.ports.PortSettings;
import org.comity.envelope.Arrival;
import org.comity.messages.MessageId;
import org.comity.partners.AgencyId;
import org.comity.partners.As2Channel;
import org.comity.partners.OwnAgencies;
import org.comity.partners.Partner;
import org.comity.problems.Checked;
import org.comity.problems.DeliveryProblem;
import org.comity.problems.Problem;
import org.springframework.stereotype.Component;

/**
 * UC-03/1 and 6: a POST becomes a parcel: who it says it is from, for whom, and at most so many bytes in at most so much time. Headers
 * are read here, to the letter, and never enter the route (THREAT-98).
 */
@Component("intake")
public class Intake {
    private final Clock clock;
    private final OwnAgencies own;
    private final Callers callers;
    private final BoundedReading reading;
    private final BodyRoom room;

    Intake(Clock clock, OwnAgencies own, Callers callers, PortSettings settings, BodyRoom room) {
        this.clock = clock;
        this.own = own;
        this.callers = callers;
        this.reading = new BoundedReading(settings.largestBody().toBytes(), settings.bodyTime());
        this.room = room;
    }

    public Checked<Parcel> take(Exchange exchange) throws InterruptedException {
        HttpServletRequest request =
                exchange.getMessage(PlatformHttpMessage.class).getRequest();
        return switch (addressed(request)) {
            case Checked.Failed<Addressed>(var problems) -> Checked.failed(problems);
            case Checked.Passed<Addressed>(var addressed) ->
                enter(exchange, request, addressed)
                        .then(place -> reading.read(request))
                        .then(raw -> Checked.passed(new Parcel(raw, addressed.arrival(), addressed.receiptTo())));
        };
    }

    private record Addressed(Arrival arrival, Optional<URI> receiptTo) {}

    private Checked<Addressed> addressed(HttpServletRequest request) {
        return arrival(request)
                .then(arrival -> receiptTo(request, arrival.claimed())
                        .then(receiptTo -> Checked.passed(new Addressed(arrival, receiptTo))));
    }

    private Checked<BodyRoom.Place> enter(Exchange exchange, HttpServletRequest request, Addressed addressed)
            throws InterruptedException {
        return switch (reading.length(request)) {
            case Checked.Failed<Long>(var problems) -> Checked.failed(problems);
            case Checked.Passed<Long>(var length) ->
                room.enter(exchange, addressed.arrival().claimed().id(), length);
        };
    }

    private Checked<Arrival> arrival(HttpServletRequest request) {
        Optional<AgencyId> to = As2Headers.agency(request, As2Headers.TO)
                .filter(id -> own.find(id).isPresent());
        Optional<AgencyId> from = As2Headers.agency(request, As2Headers.FROM);
        Optional<MessageId> id = As2Headers.once(request, As2Headers.MESSAGE_ID).flatMap(MessageId::parse);
        if (to.isEmpty() || from.isEmpty() || id.isEmpty()) {
            return Checked.failed(DeliveryProblem.HEADERS_MISSING.problem()); // DEL-11
        }
        Instant now = clock.instant();
        return callers.identify(request, from.get())
                .then(partner -> id.get().agency().equals(partner.id())
                        ? Checked.passed(new Arrival(to.get(), partner, id.get(), now))
                        // a receipt of ours, negative too, names no id that another agency gave (THREAT-85)
                        : Checked.failed(DeliveryProblem.HEADERS_MISSING.problem()));
    }

    /** DEL-16: the profile says where receipts go; a message can only ask for it (THREAT-97). */
    private static Checked<Optional<URI>> receiptTo(HttpServletRequest request, Partner partner) {
        Optional<String> asked = As2Headers.once(request, As2Headers.RECEIPT_TO);
        Optional<URI> known = partner.channel().flatMap(As2Channel::asynchronousReceiptTo);
        if (asked.isEmpty()) {
            return Checked.passed(Optional.empty());
        }
        Problem refused = DeliveryProblem.REPLY_ADDRESS_REFUSED.problem();
        return known.map(URI::toString).filter(asked.get()::equals).isPresent()
                ? Checked.passed(known)
                : Checked.failed(refused);
    }
}
