package org.comity.messages;

import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.Optional;

/**
 * What the data to preserve can be found by (DOMAIN 9.3). The schema bounds each form; what takes arithmetic (check digits,
 * canonical addresses) and what is missing is named by {@code law}.
 */
public sealed interface Identifier {

    /** The value that the form of its kind is checked on. */
    String value();

    /** Name of its element in {@code schemas/v1/identifiers.xsd}. */
    String element();

    /**
     * Of little use to a provider without port, time and zone: shared addresses serve many users at once. RFC 5952 form.
     *
     * @param portUnknown why there is no port; the schema admits it in the place of one only
     */
    record IpAddress(
            String address,
            Optional<Integer> port,
            Optional<String> portUnknown,
            Optional<OffsetDateTime> at,
            Optional<ZoneId> zone)
            implements Identifier {
        @Override
        public String value() {
            return address;
        }

        @Override
        public String element() {
            return "ipAddress";
        }

        @Override
        public String toString() {
            return element();
        }
    }

    /** @param id the provider's stable id; a handle or display name is something else */
    record Account(String provider, String id, Optional<String> displayName) implements Identifier {
        @Override
        public String value() {
            return id;
        }

        @Override
        public String element() {
            return "account";
        }

        @Override
        public String toString() {
            return element();
        }
    }

    /** Every identifier that is one value. */
    record Plain(Form form, String value) implements Identifier {
        @Override
        public String element() {
            return form.element();
        }

        @Override
        public String toString() {
            return element();
        }
    }

    /** @param algorithm {@code SHA-256}, {@code SHA-1} or {@code MD5}, as received */
    record FileHash(String algorithm, String hex) implements Identifier {
        @Override
        public String value() {
            return hex;
        }

        @Override
        public String element() {
            return "fileHash";
        }

        @Override
        public String toString() {
            return element();
        }
    }

    /** The forms of {@link Plain}. */
    enum Form {
        /** RFC 5321. */
        EMAIL("email"),
        /** E.164. */
        TELEPHONE("telephone"),
        /** RFC 1035 A-label, lower case. */
        DOMAIN("domain"),
        /** RFC 3986; never fetched. */
        URL("url"),
        /** CAIP-10, case kept, with the check sum of its chain. */
        WALLET("wallet"),
        /** CAIP-2 chain and hash. */
        TRANSACTION("transaction"),
        /** 15 digits with a Luhn check digit, or 16 of an IMEISV without (3GPP TS 23.003). */
        IMEI("imei"),
        /** E.212, 14 or 15 digits. */
        IMSI("imsi"),
        /** E.118, 19 or 20 digits with a Luhn check digit. */
        ICCID("iccid"),
        /** EUI-48, lower case with colons. */
        MAC("mac"),
        /** RFC 5396 asplain. */
        AS_NUMBER("asNumber"),
        /** ISO 13616, without blanks. */
        IBAN("iban"),
        /** RFC 5322, with angle brackets. */
        MAIL_MESSAGE("mailMessage");

        private final String element;

        Form(String element) {
            this.element = element;
        }

        public String element() {
            return element;
        }
    }
}
