package org.comity.people;

import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Whom the alerts of an agency call, one after the other (UC-08): the duty officers by rank, then every supervisor who can be reached, so
 * that the line ends with somebody who answers for the agency.
 *
 * @param called in this order; after the last the first again
 * @param officers how many of them are on duty; they come first
 */
public record DutyLine(List<Person> called, int officers) {

    public static DutyLine of(String agency, People people) {
        List<Person> own = people.all().stream()
                .filter(person -> person.agency().equals(agency) && !person.disabled())
                .toList();
        List<Person> officers = own.stream()
                .filter(Person::isOnDuty)
                .sorted(Comparator.comparingInt(person -> person.dutyRank().orElseThrow()))
                .toList();
        Stream<Person> supervisors = own.stream()
                .filter(person -> !person.isOnDuty()
                        && person.roles().contains(Role.SUPERVISOR)
                        && person.email().isPresent());
        return new DutyLine(Stream.concat(officers.stream(), supervisors).toList(), officers.size());
    }

    /**
     * For what waits for a second person: those on duty who can let it go. Where there is none, the supervisors, who find one; and
     * somebody nevertheless, be it the author, where there is nobody else.
     */
    public DutyLine forApproval(Predicate<Person> mayApprove, Predicate<Person> wrote) {
        List<Person> approvers =
                called.subList(0, officers).stream().filter(mayApprove).toList();
        return approvers.isEmpty() ? without(wrote).supervisorsFirst() : new DutyLine(approvers, approvers.size());
    }

    private DutyLine without(Predicate<Person> wrote) {
        List<Person> others = called.stream().filter(wrote.negate()).toList();
        int onDuty = (int)
                called.subList(0, officers).stream().filter(wrote.negate()).count();
        return others.isEmpty() ? this : new DutyLine(others, onDuty);
    }

    /** For what the duty officers did not answer; they are called again only if no supervisor can be. */
    public DutyLine supervisorsFirst() {
        List<Person> supervisors = called.stream()
                .filter(person -> person.roles().contains(Role.SUPERVISOR))
                .toList();
        return supervisors.isEmpty() ? this : new DutyLine(supervisors, 0);
    }

    public boolean isEmpty() {
        return called.isEmpty();
    }

    public boolean hasNobodyOnDuty() {
        return officers == 0;
    }

    /** @param rung 0 for the first; beyond the last the line begins anew */
    public Person at(int rung) {
        return called.get(rung % called.size());
    }
}
