package org.comity.trust;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import java.util.List;

/**
 * The profile as it stands in its JSON document, before anybody believed a word of it. {@link ProfileDocument} turns it into a partner.
 * The file is text that officers can read; it carries nothing secret.
 *
 * @param asynchronousReceiptTo empty for none
 */
@JsonPropertyOrder({
    "comityProfile",
    "id",
    "name",
    "country",
    "zone",
    "officeHours",
    "languages",
    "contacts",
    "url",
    "asynchronousReceiptTo",
    "anchors",
    "revocationLists",
    "certificates"
})
record AgencyProfile(
        @JsonProperty(required = true) int comityProfile,
        @JsonProperty(required = true) String id,
        @JsonProperty(required = true) String name,
        @JsonProperty(required = true) String country,
        @JsonProperty(required = true) String zone,
        @JsonProperty(required = true) String officeHours,
        @JsonProperty(required = true) List<String> languages,
        @JsonProperty(required = true) List<Person> contacts,
        @JsonProperty(required = true) String url,
        @JsonProperty(required = true) String asynchronousReceiptTo,
        @JsonProperty(required = true) List<String> anchors,
        @JsonProperty(required = true) List<String> revocationLists,
        @JsonProperty(required = true) List<Registered> certificates) {

    record Person(
            @JsonProperty(required = true) String name,
            @JsonProperty(required = true) String function,
            @JsonProperty(required = true) String telephone,
            @JsonProperty(required = true) String email) {}

    record Registered(
            @JsonProperty(required = true) String use,
            @JsonProperty(required = true) String fingerprint,
            @JsonProperty(required = true) String pem) {}
}
