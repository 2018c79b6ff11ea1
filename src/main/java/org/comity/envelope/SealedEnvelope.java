package org.comity.envelope;

import org.comity.envelope.cms.EncryptedContent;
import org.comity.envelope.scan.ProblemFound;
import org.comity.problems.Checked;

/**
 * Bytes that have the form of an envelope of this profile: within every bound, only known algorithms. It claims nothing about who
 * made it, for whom, or whether it opens. Costs no cryptography.
 */
public final class SealedEnvelope {
    private final EncryptedContent content;

    private SealedEnvelope(EncryptedContent content) {
        this.content = content;
    }

    /** @param raw the body of the carrier, its transfer encoding undone; at most 16 MiB */
    public static Checked<SealedEnvelope> parse(byte[] raw) {
        try {
            return Checked.passed(new SealedEnvelope(EncryptedContent.parse(raw)));
        } catch (ProblemFound found) {
            return Checked.failed(found.problem());
        }
    }

    /** Whether it uses a form that needs the partner's dated allowance. */
    public boolean isLegacy() {
        return content.isLegacy();
    }

    EncryptedContent content() {
        return content;
    }
}
