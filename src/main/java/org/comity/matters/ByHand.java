package org.comity.matters;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.comity.messages.Digest;
import org.comity.messages.MessageId;

/**
 * What a person recorded of something that went, arrived or came outside the gateway: when, by which way, between whom, with which proof.
 * The fields are those of Regulation (EU) 2023/1543, Article 19(6), and the number of a registry or courier. It is a person's word: no
 * receipt and no signature stands behind it.
 *
 * @param message what was carried, or the message that the answer was recorded as
 * @param at when it happened, by who was there
 * @param number of a registry or courier; may be empty
 * @param agreed of a reading: whether both ends hold the same text; empty for everything else
 * @param said of a call: what was said
 * @param confirmedBy the partner's message that later said the same over its gateway
 * @param contradictedBy the partner's message that later said something else, and counts (UC-21/5e)
 */
public record ByHand(
        UUID id,
        MessageId message,
        What what,
        Instant at,
        Way way,
        Party sender,
        Party recipient,
        String number,
        Optional<Scan> scan,
        String recordedBy,
        Instant recorded,
        Optional<MessageId> confirmedBy,
        Optional<MessageId> contradictedBy,
        Optional<Boolean> agreed,
        Optional<String> said) {

    /** Which of these it is. */
    public enum What {
        CARRIED("left us"),
        ARRIVED("arrived"),
        HEARD("came back"),
        /** Both ends compared on the telephone whether they hold the same text (UC-21/8). */
        READ_BACK("read back by telephone"),
        /** Nothing came of it (UC-21/10). */
        CALLED("telephoned, without a result"),
        /** None in law until it comes in writing with its reasons (UC-21/10a). */
        REFUSAL_TOLD("a refusal was told by telephone");

        private final String inWords;

        What(String inWords) {
            this.inWords = inWords;
        }

        public String inWords() {
            return inWords;
        }
    }

    /** By which means. */
    public enum Way {
        TELEPHONE("telephone"),
        FAX("fax"),
        POST("post"),
        COURIER("courier"),
        EMBASSY("embassy"),
        INTERPOL("INTERPOL network"),
        POLICE_NETWORK("closed police network"),
        MAIL("e-mail"),
        IN_PERSON("in person");

        private final String inWords;

        Way(String inWords) {
            this.inWords = inWords;
        }

        public String inWords() {
            return inWords;
        }
    }

    /** Who gave or took it. */
    public record Party(String person, String organisation) {}

    /**
     * The proof: a scan of the receipt, of the note, of the telephone memo.
     *
     * @param name for display only
     * @param length bytes
     */
    public record Scan(String name, String mediaType, long length, Digest sha256) {}

    /** Two persons spoke on the telephone, and nothing was carried. */
    public static ByHand spoken(
            UUID id,
            MessageId message,
            What what,
            Instant at,
            Party ours,
            Party other,
            Optional<Boolean> agreed,
            Optional<String> said,
            Instant recorded) {
        return new ByHand(
                id,
                message,
                what,
                at,
                Way.TELEPHONE,
                ours,
                other,
                "",
                Optional.empty(),
                ours.person(),
                recorded,
                Optional.empty(),
                Optional.empty(),
                agreed,
                said);
    }

    /** Ids only: persons are content. */
    @Override
    public String toString() {
        return "ByHand[" + id + ", " + what + ", " + message + "]";
    }
}
