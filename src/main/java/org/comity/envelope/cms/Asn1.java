package org.comity.envelope.cms;

import java.io.IOException;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.ASN1Primitive;
import org.comity.envelope.scan.AsnScan;
import org.comity.envelope.scan.ProblemFound;
import org.comity.problems.EnvelopeProblem;
import org.comity.problems.GatewayBug;

/** The only door to Bouncy Castle's ASN.1 reader: scanned first, and what it throws at odd structure becomes a problem. */
final class Asn1 {

    interface Reading<T> {
        T read(ASN1Primitive whole) throws ProblemFound;
    }

    /** @param rule the rule that a structure of the wrong shape breaks */
    static <T> T read(byte[] bytes, String rule, Reading<T> reading) throws ProblemFound {
        AsnScan.check(bytes);
        try {
            return reading.read(ASN1Primitive.fromByteArray(bytes));
        } catch (IOException | RuntimeException oddStructure) {
            // ENV-03: Bouncy Castle reports a wrong type, tag or size by half a dozen unchecked exceptions
            throw new ProblemFound(EnvelopeProblem.MALFORMED, "structure", rule);
        }
    }

    static byte[] der(ASN1Encodable value) {
        try {
            return value.toASN1Primitive().getEncoded(ASN1Encoding.DER);
        } catch (IOException impossible) {
            throw new GatewayBug("encoding in memory cannot fail", impossible);
        }
    }

    private Asn1() {}
}
