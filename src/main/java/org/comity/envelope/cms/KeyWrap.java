package org.comity.envelope.cms;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.MessageDigest;
import java.security.spec.MGF1ParameterSpec;
import java.util.Optional;
import javax.crypto.Cipher;
import javax.crypto.spec.OAEPParameterSpec;
import javax.crypto.spec.PSource;
import javax.crypto.spec.SecretKeySpec;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.cms.ecc.ECCCMSSharedInfo;
import org.bouncycastle.asn1.nist.NISTObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.RSAESOAEPparams;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.comity.messages.Digest;

/** Key derivation, AES key wrap and the parameters of OAEP: what sealing and opening have in common. */
final class KeyWrap {
    static final AlgorithmIdentifier AES_256 = new AlgorithmIdentifier(NISTObjectIdentifiers.id_aes256_wrap);

    private static final AlgorithmIdentifier SHA_256 =
            new AlgorithmIdentifier(NISTObjectIdentifiers.id_sha256, DERNull.INSTANCE);

    static final AlgorithmIdentifier OAEP_SHA_256 = new AlgorithmIdentifier(
            PKCSObjectIdentifiers.id_RSAES_OAEP,
            new RSAESOAEPparams(
                    SHA_256,
                    new AlgorithmIdentifier(PKCSObjectIdentifiers.id_mgf1, SHA_256),
                    RSAESOAEPparams.DEFAULT_P_SOURCE_ALGORITHM));

    static final OAEPParameterSpec OAEP =
            new OAEPParameterSpec("SHA-256", "MGF1", MGF1ParameterSpec.SHA256, PSource.PSpecified.DEFAULT);

    /** Bits of the key-encryption key, as RFC 5753 7.2 writes it into the shared info. */
    private static final int KEY_BITS = 256;

    /**
     * ANSI X9.63 with SHA-256: a key of 256 bits is exactly its first block.
     *
     * @param wrapping the key-wrap identifier as it stands in the message; it is bound into the key
     */
    static byte[] derive(byte[] secret, AlgorithmIdentifier wrapping, Optional<byte[]> userMaterial) {
        byte[] bits = ByteBuffer.allocate(4).putInt(KEY_BITS).array();
        ECCCMSSharedInfo shared = userMaterial
                .map(material -> new ECCCMSSharedInfo(wrapping, material, bits))
                .orElseGet(() -> new ECCCMSSharedInfo(wrapping, bits));
        MessageDigest sha256 = Digest.sha256();
        sha256.update(secret);
        sha256.update(new byte[] {0, 0, 0, 1});
        return sha256.digest(Asn1.der(shared));
    }

    static byte[] wrap(byte[] keyEncryptionKey, byte[] contentKey) throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance("AESWrap", "SunJCE");
        cipher.init(Cipher.WRAP_MODE, new SecretKeySpec(keyEncryptionKey, "AES"));
        return cipher.wrap(new SecretKeySpec(contentKey, "AES"));
    }

    static byte[] unwrap(byte[] keyEncryptionKey, byte[] wrapped) throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance("AESWrap", "SunJCE");
        cipher.init(Cipher.UNWRAP_MODE, new SecretKeySpec(keyEncryptionKey, "AES"));
        Key key = cipher.unwrap(wrapped, "AES", Cipher.SECRET_KEY);
        return key.getEncoded();
    }

    /** SHA-256 for the label's hash and for MGF1, and the empty label; all three, since the defaults are SHA-1. */
    static boolean isOaepSha256(AlgorithmIdentifier algorithm) {
        if (!algorithm.getAlgorithm().equals(PKCSObjectIdentifiers.id_RSAES_OAEP)) {
            return false;
        }
        RSAESOAEPparams parameters = RSAESOAEPparams.getInstance(algorithm.getParameters());
        AlgorithmIdentifier mask = parameters.getMaskGenAlgorithm();
        AlgorithmIdentifier label = parameters.getPSourceAlgorithm();
        return parameters.getHashAlgorithm().getAlgorithm().equals(NISTObjectIdentifiers.id_sha256)
                && mask.getAlgorithm().equals(PKCSObjectIdentifiers.id_mgf1)
                && AlgorithmIdentifier.getInstance(mask.getParameters())
                        .getAlgorithm()
                        .equals(NISTObjectIdentifiers.id_sha256)
                && label.getAlgorithm().equals(PKCSObjectIdentifiers.id_pSpecified)
                && ASN1OctetString.getInstance(label.getParameters()).getOctets().length == 0;
    }

    private KeyWrap() {}
}
