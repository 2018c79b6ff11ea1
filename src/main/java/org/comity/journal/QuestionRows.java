package org.comity.journal;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.comity.messages.MessageId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * What the requested side of a request asked the other: questions, and notices, which ask whether to go on. Of what came only what took effect
 * counts, of what went only what the other side may have. Every method joins the caller's transaction.
 */
@Repository
public class QuestionRows {
    /** What asks. */
    public static final Set<String> KINDS = Set.of("question", "riskNotice", "secrecyNotice");

    private static final String OF_KINDS = " in ('question', 'riskNotice', 'secrecyNotice')";

    /** What came and waits for something else, or was rejected, says nothing yet; what of ours did not arrive, or was rejected, says nothing there. */
    private static final String STANDS = """
            (%m.direction = 'IN' and %m.state in ('PROCESSED', 'RECORDED')
                or %m.direction = 'OUT' and %m.rejected_by is null and %m.state not in ('AWAITING_APPROVAL', 'DISCARDED', 'TURNED_AWAY', 'EXPIRED'))""";

    /** What was heard by telephone does not stand beside what was signed of its kind since, or in its stead (UC-21/5). */
    private static final String STANDS_AS_A_QUESTION = "q.kind" + OF_KINDS + " and " + STANDS.replace("%m", "q") + """

                and not (q.state = 'RECORDED' and (
                    exists (select from by_hand h where h.message = q.id and h.contradicted_by is not null)
                    or exists (select from message s where s.request = q.request and s.kind = q.kind
                        and s.direction = 'IN' and s.state = 'PROCESSED' and s.finished >= q.finished)))""";

    private static final String SENT_AS_A_QUESTION =
            "q.kind" + OF_KINDS + " and q.direction = 'OUT' and q.state not in ('AWAITING_APPROVAL', 'DISCARDED')";

    private static final String ANSWERS = "from message a where a.answers = q.id and a.request = q.request"
            + " and a.kind = 'answer' and a.direction <> q.direction and " + STANDS.replace("%m", "a");

    private final JdbcClient jdbc;

    QuestionRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * A question or a notice that stands.
     *
     * @param answeredBy the first answer
     * @param heard whether it is a record of ours alone, of which a gateway of the other side knows nothing
     */
    public record Asked(MessageId id, String kind, boolean heard, Optional<MessageId> answeredBy) {
        public boolean isOpen() {
            return answeredBy.isEmpty();
        }
    }

    /** In the order in which they were written, which both sides know. */
    public List<Asked> of(MessageId request) {
        return asked(request, STANDS_AS_A_QUESTION);
    }

    /** As {@link #of}, and what of ours the other side may have although it gave us no receipt in time, or rejected it: it may answer all the same. */
    public List<Asked> answerable(MessageId request) {
        return asked(request, "(" + STANDS_AS_A_QUESTION + " or " + SENT_AS_A_QUESTION + ")");
    }

    private List<Asked> asked(MessageId request, String which) {
        return jdbc.sql("select q.id, q.kind, q.state = 'RECORDED' as heard, (select a.id " + ANSWERS
                        + " order by a.created, a.id limit 1) as answered_by from message q join request r on r.id = q.request"
                        + " where q.request = ? and q.direction <> r.direction and " + which
                        + " order by q.created, q.id")
                .param(request.toString())
                .query((row, number) -> new Asked(
                        Columns.messageId(row.getString("id")),
                        row.getString("kind"),
                        row.getBoolean("heard"),
                        Columns.optionalText(row, "answered_by").map(Columns::messageId)))
                .list();
    }

    /** Whether something that was asked about the row {@code request} of the table of requests has no answer. */
    public static String isOpen(String request) {
        return "exists (select from message q where q.request = " + request + ".id and q.direction <> " + request
                + ".direction and " + STANDS_AS_A_QUESTION + " and not exists (select " + ANSWERS + "))";
    }
}
