package org.comity.desk.api;

import java.util.List;
import org.comity.problems.CaseworkProblem;
import org.comity.problems.CertificateProblem;
import org.comity.problems.DeliveryProblem;
import org.comity.problems.DeskProblem;
import org.comity.problems.EnvelopeProblem;
import org.comity.problems.LawProblem;
import org.comity.problems.Problem;
import org.comity.problems.ProblemType;
import org.comity.problems.SchemaProblem;
import org.comity.problems.SignatureProblem;

/** The HTTP status that each problem is answered with; of several problems the first decides. */
final class HttpStatuses {
    private HttpStatuses() {}

    static int of(List<Problem> problems) {
        return of(problems.getFirst().type());
    }

    static int of(ProblemType type) {
        return switch (type) {
            case DeskProblem desk -> of(desk);
            case SchemaProblem schema -> 422;
            case LawProblem law -> 422;
            case CaseworkProblem casework -> 422;
            case EnvelopeProblem envelope -> 422;
            case SignatureProblem signature -> 422;
            case CertificateProblem certificate -> 409;
            case DeliveryProblem delivery -> 409;
        };
    }

    private static int of(DeskProblem problem) {
        return switch (problem) {
            case IDEMPOTENCY_KEY_MISSING, BODY_UNREADABLE, PARAMETER_INVALID -> 400;
            case SIGN_IN_NEEDED -> 401;
            case ROLE_NEEDED, PASSWORD_WRONG -> 403;
            case NOT_FOUND, PERSON_UNKNOWN -> 404;
            case METHOD_UNKNOWN -> 405;
            case MOVE_NOT_POSSIBLE,
                    SECOND_PERSON_NEEDED,
                    CHANGED_MEANWHILE,
                    ATTACHMENT_ON_ITS_WAY,
                    QUARANTINED,
                    NOBODY_IN_UNIT,
                    OWN_ACT,
                    PERSON_EXISTS -> 409;
            case TOO_LARGE -> 413;
            case MEDIA_TYPE_UNKNOWN -> 415;
            case IDEMPOTENCY_KEY_REUSED,
                    FIELD_MISSING,
                    PARTNER_NOT_ACTIVE,
                    PASSWORD_TOO_WEAK,
                    ATTACHMENT_UNFIT,
                    ATTACHMENT_NOT_HANDED_IN,
                    RELATIONSHIPS_MISTAKEN -> 422;
            case SIGN_IN_TOO_OFTEN -> 429;
            case UNEXPECTED -> 500;
            case SCANNER_AWAY -> 503;
        };
    }
}
