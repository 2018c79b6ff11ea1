/**
 * The desk: REST interface and pages for officers, and who may sign in to them.
 *
 * <p>Promises. Everything is closed that is not opened by name. Pages are for signed-in persons (session cookie, CSRF token,
 * strict content security policy); the REST interface is for API tokens only and never reads a cookie. A thing that is not there
 * and a thing that is not yours get the same answer (THREAT-91, THREAT-92). Text from partners is shown as text, with its control
 * and direction characters made visible, beside the registry's name of the partner and never instead of it (THREAT-18 to
 * THREAT-20). Every reading of content is journalled before the content is shown. Decisions are made in {@code casework}; the
 * desk only carries them there and tells the answer, all problems at once (RFC 9457).
 *
 * <p>Sub-packages: {@code access} (sign-in, tokens, ports), {@code api} (REST, {@code openapi.yaml}), {@code drafts} (requests that are being
 * written), {@code pages} (Thymeleaf).
 * Sources: {@code docs/rest.md}; THREATS 18 to 22, 91 to 96, 107, 110; OWASP ASVS 4.0 chapters 2 to 4 for sign-in and sessions.
 */
@ApplicationModule(
        displayName = "Desk",
        allowedDependencies = {
            "problems",
            "law",
            "deadlines",
            "partners",
            "people",
            "messages",
            "matters",
            "trust",
            "envelope",
            "schemas",
            "journal",
            "casework",
            "delivery",
            "dashboard"
        })
@NullMarked
package org.comity.desk;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
