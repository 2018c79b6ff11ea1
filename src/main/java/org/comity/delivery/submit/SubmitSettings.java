package org.comity.delivery.submit;

import java.util.Optional;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Requests of an agency's own systems (UC-01/1).
 *
 * @param author the person of ours, an officer, in whose name the systems write; empty: nothing is taken from the queue
 */
@ConfigurationProperties("comity.submit")
public record SubmitSettings(@DefaultValue Optional<String> author) {}
