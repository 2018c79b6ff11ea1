package org.comity.desk.api;

import static org.comity.desk.api.ProblemsMet.orAnswer;
import static org.springframework.http.MediaType.APPLICATION_JSON_VALUE;
import static org.springframework.http.MediaType.APPLICATION_XML_VALUE;

import org.comity.casework.Drafts;
import org.comity.people.Actor;
import org.comity.schemas.MessageXml;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** UC-14/2c, UC-14/6a, UC-16/4a: what a partner's message asks us to write next, begun; complete it and hand it in. */
@RestController
@RequestMapping("/api/v1/requests/{id}/messages/{message}/draft")
class DraftsApi {
    private final Drafts drafts;
    private final MessageXml xml;

    DraftsApi(Drafts drafts, MessageXml xml) {
        this.drafts = drafts;
        this.xml = xml;
    }

    @GetMapping(produces = APPLICATION_XML_VALUE)
    byte[] xml(
            @AuthenticationPrincipal Actor actor,
            @PathVariable("id") String id,
            @PathVariable("message") String message) {
        return xml.write(orAnswer(drafts.of(actor, Ids.message(id), Ids.message(message))));
    }

    @GetMapping(produces = APPLICATION_JSON_VALUE)
    byte[] json(
            @AuthenticationPrincipal Actor actor,
            @PathVariable("id") String id,
            @PathVariable("message") String message) {
        return xml.writeJson(orAnswer(drafts.of(actor, Ids.message(id), Ids.message(message))));
    }
}
