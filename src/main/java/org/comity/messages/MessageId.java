package org.comity.messages;

import java.util.Optional;
import java.util.UUID;
import org.comity.partners.AgencyId;

/**
 * The identity of a message, {@code <uuid@agency-id>}: the same in the AS2 header, the signed part and the XML. It is given once
 * by the sending gateway and survives every retry; identity is this id and the MIC of the signed part, never the ciphertext.
 */
public record MessageId(UUID uuid, AgencyId agency) {

    /** Without angle brackets, as in XML, paths and pages: {@code 0198...@jp-npa}. */
    public static Optional<MessageId> parse(String text) {
        String bare = text.startsWith("<") && text.endsWith(">") ? text.substring(1, text.length() - 1) : text;
        int at = bare.indexOf('@');
        if (at != 36 || bare.length() > 100 || !AgencyId.isValid(bare.substring(at + 1))) {
            return Optional.empty();
        }
        try {
            UUID uuid = UUID.fromString(bare.substring(0, at));
            MessageId id = new MessageId(uuid, new AgencyId(bare.substring(at + 1)));
            return id.toString().equals(bare) ? Optional.of(id) : Optional.empty();
        } catch (IllegalArgumentException notAUuid) {
            return Optional.empty();
        }
    }

    /** With angle brackets, as in a Message-ID header (RFC 5322 3.6.4). */
    public String inBrackets() {
        return "<" + this + ">";
    }

    @Override
    public String toString() {
        return uuid + "@" + agency;
    }
}
