package org.comity.desk.pages;

import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.ResponseStatus;

/** The reader's roles do not include this: said before a form is filled in, not after. */
@ResponseStatus(HttpStatus.FORBIDDEN)
final class NotOfTheRole extends RuntimeException {
    NotOfTheRole() {
        super("not of the role", null, false, false);
    }
}
