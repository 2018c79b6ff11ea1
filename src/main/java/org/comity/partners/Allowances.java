package org.comity.partners;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What one partner's software is excused from. {@link #NONE} is the default and the aim.
 *
 * @param tlsClientCertificate may post without a TLS client certificate
 * @param signingCertificateAttribute may sign without signing-certificate-v2 (its certificate is pinned)
 * @param signedHeaders cannot set Comity headers on the signed part; the XML alone supplies them
 * @param rsaPkcs1Signature may sign with RSA PKCS#1 v1.5
 * @param rsa2048 may use RSA keys of 2048 bits
 * @param legacyEncryption may use EnvelopedData CBC or PKCS#1 v1.5 key transport, to our separate key pair, until then
 */
public record Allowances(
        boolean tlsClientCertificate,
        boolean signingCertificateAttribute,
        boolean signedHeaders,
        boolean rsaPkcs1Signature,
        boolean rsa2048,
        Optional<Decision> legacyEncryption) {

    public static final Allowances NONE = new Allowances(false, false, false, false, false, Optional.empty());

    /** A recorded decision of an administrator to accept a weaker form. */
    public record Decision(String decidedBy, String reason, Instant until) {}

    /** In words, for people and the journal; empty when nothing is excused. */
    public List<String> inWords() {
        List<String> words = new ArrayList<>();
        if (tlsClientCertificate) {
            words.add("no TLS client certificate");
        }
        if (signingCertificateAttribute) {
            words.add("no signing-certificate-v2");
        }
        if (signedHeaders) {
            words.add("no signed headers");
        }
        if (rsaPkcs1Signature) {
            words.add("PKCS#1 v1.5 signatures");
        }
        if (rsa2048) {
            words.add("RSA of 2048 bits");
        }
        legacyEncryption.ifPresent(decision -> words.add("legacy encryption until " + decision.until()));
        return List.copyOf(words);
    }

    public boolean allowsLegacyEncryptionAt(Instant now) {
        return legacyEncryption.map(decision -> now.isBefore(decision.until())).orElse(false);
    }
}
