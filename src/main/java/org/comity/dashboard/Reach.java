package org.comity.dashboard;

import org.comity.people.Actor;
import org.comity.people.Role;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;

/**
 * Need-to-know as a condition of SQL, the same rule as {@link org.comity.people.NeedToKnow} (a test compares them). Tables that carry
 * {@code agency}, {@code unit} and {@code matter} are asked under the alias {@code r}.
 */
final class Reach {
    /** THREAT-92: rows of a matter that the actor may read. */
    static final String ROW_IS_IN_REACH = """
            r.agency = :agency and (:supervisor or (:works and (r.unit = :unit
                or exists (select 1 from matter_reader g where g.matter = r.matter and g.person = :person)
                or exists (select 1 from hand_over o where o.matter = r.matter and o.to_unit = :unit and o.ended is null))))""";

    private Reach() {}

    static StatementSpec bind(StatementSpec statement, Actor actor) {
        return statement
                .param("agency", actor.agency())
                .param("unit", actor.unit().value())
                .param("person", actor.name())
                .param("supervisor", actor.is(Role.SUPERVISOR))
                .param("works", actor.worksOnMatters());
    }
}
