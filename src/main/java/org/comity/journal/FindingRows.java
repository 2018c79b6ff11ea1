package org.comity.journal;

import java.util.List;
import org.comity.messages.MessageId;
import org.comity.problems.Problem;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** What the law missed in a request that came by hand, as it stood on the day when it was recorded (UC-21/6). */
@Repository
public class FindingRows {
    private final JdbcClient jdbc;

    public FindingRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * @param code of the catalogue of problems
     * @param rule such as {@code ETS185/29/2/b}
     * @param place in the document
     */
    public record Finding(String code, String rule, String place) {}

    public void insert(MessageId message, List<Problem> problems) {
        for (int number = 0; number < problems.size(); number++) {
            Problem problem = problems.get(number);
            jdbc.sql("insert into finding (message, number, code, rule, place) values (?, ?, ?, ?, ?)")
                    .params(message.toString(), number + 1, problem.type().code(), problem.rule(), problem.where())
                    .update();
        }
    }

    /** In the order in which the law names them. */
    public List<Finding> of(MessageId message) {
        return jdbc.sql("select code, rule, place from finding where message = ? order by number")
                .param(message.toString())
                .query((row, number) ->
                        new Finding(row.getString("code"), row.getString("rule"), row.getString("place")))
                .list();
    }
}
