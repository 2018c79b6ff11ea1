package org.comity.envelope;

import java.time.Instant;
import java.util.List;
import org.comity.messages.MessageId;
import org.comity.trust.TrustedSigner;

/**
 * A receipt whose signature verified with a registered certificate of the partner, and which is about the message that was asked
 * about. Only {@link Receipts#verify} makes it.
 */
public final class VerifiedReceipt {

    /** What the partner says of our message. */
    public sealed interface Outcome {

        /** Taken over; its MIC equals ours, so it has our very bytes. */
        record Accepted() implements Outcome {}

        /**
         * Turned away for good.
         *
         * @param modifier such as {@code authentication-failed} (RFC 4130 7.5), or empty
         * @param errors the partner's Error fields, problem codes first if it is a Comity; text from outside, for display only
         */
        record TurnedAway(String modifier, List<String> errors) implements Outcome {
            public TurnedAway {
                errors = List.copyOf(errors);
            }
        }
    }

    private final MessageId original;
    private final Outcome outcome;
    private final TrustedSigner signer;
    private final Instant signedAt;
    private final Receipt receipt;

    VerifiedReceipt(MessageId original, Outcome outcome, TrustedSigner signer, Instant signedAt, Receipt receipt) {
        this.original = original;
        this.outcome = outcome;
        this.signer = signer;
        this.signedAt = signedAt;
        this.receipt = receipt;
    }

    public MessageId original() {
        return original;
    }

    public Outcome outcome() {
        return outcome;
    }

    public boolean isAccepted() {
        return outcome instanceof Outcome.Accepted;
    }

    public TrustedSigner signer() {
        return signer;
    }

    /** As the partner claims it, under its signature. */
    public Instant signedAt() {
        return signedAt;
    }

    /** The evidence, to be stored whole. */
    public Receipt receipt() {
        return receipt;
    }

    @Override
    public String toString() {
        return "VerifiedReceipt[" + original + ", " + (isAccepted() ? "accepted" : "turned away") + ", " + signer + "]";
    }
}
