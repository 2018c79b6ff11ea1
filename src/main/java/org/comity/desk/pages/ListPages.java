package org.comity.desk.pages;

import java.time.Clock;
import java.time.LocalDate;
import java.util.Objects;
import java.util.Optional;
import org.comity.dashboard.CarryList;
import org.comity.dashboard.MatterList;
import org.comity.dashboard.RequestList;
import org.comity.desk.Office;
import org.comity.matters.RequestState;
import org.comity.partners.Partners;
import org.comity.people.Actor;
import org.comity.people.Role;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.util.UriComponentsBuilder;

/** The list of requests. */
@Controller
class ListPages {
    private static final int ROWS = 50;

    private final RequestList list;
    private final MatterList matters;
    private final CarryList carry;
    private final Partners partners;
    private final Office office;
    private final Clock clock;

    ListPages(RequestList list, MatterList matters, CarryList carry, Partners partners, Office office, Clock clock) {
        this.list = list;
        this.matters = matters;
        this.carry = carry;
        this.partners = partners;
        this.office = office;
        this.clock = clock;
    }

    @GetMapping("/requests")
    String list(@AuthenticationPrincipal Actor actor, ListQuery query, Model model) {
        RequestList.Page page = list.page(actor, query.filter(office.zone()), query.place(), ROWS);
        model.addAttribute("query", query);
        model.addAttribute("page", page);
        model.addAttribute("builtOn", list.builtOn(actor, page.requests()));
        model.addAttribute("here", address(query).build().encode().toUriString());
        page.next()
                .ifPresent(place -> model.addAttribute(
                        "nextPage",
                        address(query)
                                .replaceQueryParam("after", place.cursor())
                                .build()
                                .encode()
                                .toUriString()));
        alone(actor, query, model);
        if (page.requests().isEmpty() || query.isOfOneReference()) {
            elsewhere(actor, query, model);
        }
        model.addAttribute("partners", partners.all());
        model.addAttribute("states", RequestState.values());
        model.addAttribute("week", LocalDate.now(clock.withZone(office.zone())).plusDays(7));
        model.addAttribute("mayWrite", actor.is(Role.OFFICER));
        model.addAttribute("mayRead", actor.worksOnMatters());
        model.addAttribute("toCarry", carry.count(actor));
        return "requests";
    }

    /** What is looked for may be a matter in which nobody was asked, which no list of requests has (UC-26/1c). */
    private void alone(Actor actor, ListQuery query, Model model) {
        if (query.isOfOneReference()) {
            int found = matters.find(actor, Objects.requireNonNullElse(query.reference(), ""), true)
                    .size();
            if (found > 0) {
                model.addAttribute("alone", found == MatterList.MOST ? found + "+" : String.valueOf(found));
            }
        }
    }

    /** What is looked for may be over, or not over yet. */
    private void elsewhere(Actor actor, ListQuery query, Model model) {
        query.inTheOtherList().ifPresent(other -> {
            RequestList.Page page =
                    list.page(actor, other.filter(office.zone()), Optional.empty(), RequestList.LARGEST_PAGE);
            int found = page.requests().size();
            if (found > 0) {
                model.addAttribute("elsewhere", page.next().isPresent() ? found + "+" : String.valueOf(found));
                model.addAttribute(
                        "elsewhereAt", address(other).build().encode().toUriString());
            }
        });
    }

    private static UriComponentsBuilder address(ListQuery query) {
        UriComponentsBuilder address = UriComponentsBuilder.fromPath("/requests");
        add(address, "show", query.show());
        add(address, "direction", query.direction());
        add(address, "state", query.state());
        add(address, "next", query.next());
        add(address, "partner", query.partner());
        add(address, "due", query.due());
        add(address, "reference", query.reference());
        add(address, "hand", query.hand());
        add(address, "after", query.after());
        return address;
    }

    private static void add(UriComponentsBuilder address, String name, @Nullable String value) {
        if (value != null && !value.isBlank()) {
            address.queryParam(name, value);
        }
    }
}
