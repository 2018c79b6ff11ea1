package org.comity.messages;

import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.Optional;

/** What the data to preserve can be found by (DOMAIN 9.3). Each form is checked when the record is made from a valid document. */
public sealed interface Identifier {

    /** Useless to a provider without port, time and zone: shared addresses serve many users at once. */
    record IpAddress(String address, Optional<Integer> port, Optional<OffsetDateTime> at, Optional<ZoneId> zone)
            implements Identifier {}

    /** @param id the provider's stable id; a handle or display name is something else */
    record Account(String provider, String id, Optional<String> displayName) implements Identifier {}

    record Email(String address) implements Identifier {}

    /** E.164. */
    record Telephone(String number) implements Identifier {}

    /** RFC 1035 A-label, lower case. */
    record Domain(String name) implements Identifier {}

    /** Never fetched. */
    record Url(String url) implements Identifier {}

    /** CAIP-10, case kept. */
    record Wallet(String caip10) implements Identifier {}

    /** 15 digits with a Luhn check digit. */
    record Imei(String digits) implements Identifier {}

    record Imsi(String digits) implements Identifier {}

    record MailMessage(String messageId) implements Identifier {}

    record FileHash(String algorithm, String hex) implements Identifier {}
}
