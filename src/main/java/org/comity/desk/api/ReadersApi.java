package org.comity.desk.api;

import static org.comity.desk.api.ProblemsMet.orAnswer;

import org.comity.casework.Readers;
import org.comity.people.Actor;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** UC-11/2a: who else may read a request's matter, a supervisor decides. Either call may be repeated. */
@RestController
@RequestMapping("/api/v1/requests/{id}/readers/{person}")
class ReadersApi {
    private final Readers readers;

    ReadersApi(Readers readers) {
        this.readers = readers;
    }

    @PutMapping
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void admit(
            @AuthenticationPrincipal Actor actor,
            @PathVariable("id") String id,
            @PathVariable("person") String person) {
        orAnswer(readers.admit(actor, Ids.message(id), person));
    }

    @DeleteMapping
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void dismiss(
            @AuthenticationPrincipal Actor actor,
            @PathVariable("id") String id,
            @PathVariable("person") String person) {
        orAnswer(readers.dismiss(actor, Ids.message(id), person));
    }
}
