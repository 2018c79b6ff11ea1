package org.comity.journal;

import com.fasterxml.jackson.annotation.JsonAutoDetect.Visibility;
import com.fasterxml.jackson.annotation.PropertyAccessor;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import org.comity.partners.Partner;
import org.comity.problems.GatewayBug;

/** A partner as JSON in its row: one property for each record component. */
final class PartnerProfiles {
    private static final JsonMapper JSON = JsonMapper.builder()
            .addModule(new Jdk8Module())
            .addModule(new JavaTimeModule())
            .visibility(PropertyAccessor.IS_GETTER, Visibility.NONE) // isActive() is a question, not a component
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            // a row of a newer version of the gateway on another node
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    private PartnerProfiles() {}

    static Partner read(String profile) {
        try {
            return JSON.readValue(profile, Partner.class);
        } catch (JsonProcessingException broken) {
            throw new GatewayBug("a stored profile was written by write()", broken);
        }
    }

    static String write(Partner partner) {
        try {
            return JSON.writeValueAsString(partner);
        } catch (JsonProcessingException broken) {
            throw new GatewayBug("a partner is a tree of records", broken);
        }
    }
}
