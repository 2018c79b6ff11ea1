package org.comity.desk.pages;

import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.ResponseStatus;

/** There is no such thing, or it is not the reader's: one answer for both (THREAT-91). */
@ResponseStatus(HttpStatus.NOT_FOUND)
final class NotHere extends RuntimeException {
    NotHere() {
        super("not here", null, false, false);
    }
}
