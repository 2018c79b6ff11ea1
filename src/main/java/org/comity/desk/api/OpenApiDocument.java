package org.comity.desk.api;

import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.Resource;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** The description of this interface, for whoever has a token; a test compares it with what is really answered. */
@RestController
@RequestMapping("/api/v1")
class OpenApiDocument {

    /** RFC 9512. */
    @GetMapping(path = "/openapi.yaml", produces = "application/yaml")
    Resource document() {
        return new ClassPathResource("openapi.yaml");
    }
}
