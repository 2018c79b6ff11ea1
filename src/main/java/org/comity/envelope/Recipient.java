package org.comity.envelope;

import java.security.cert.X509Certificate;
import org.comity.partners.Allowances;

/**
 * For whom a message is sealed.
 *
 * @param certificate its current encryption certificate, as {@code CertificatePaths.recipient} gave it out
 * @param allowances of the same partner: with a legacy allowance in force it is sent EnvelopedData
 */
public record Recipient(X509Certificate certificate, Allowances allowances) {}
