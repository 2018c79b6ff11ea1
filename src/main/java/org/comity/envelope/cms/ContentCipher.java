package org.comity.envelope.cms;

import java.security.GeneralSecurityException;
import java.util.Arrays;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.nist.NISTObjectIdentifiers;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.internal.asn1.cms.GCMParameters;
import org.comity.envelope.mime.Slice;
import org.comity.envelope.scan.ProblemFound;
import org.comity.problems.EnvelopeProblem;
import org.comity.trust.Arithmetic;

/** The cipher of the content with its public parameter. {@link Gcm} is the profile; {@link Cbc} exists for dated allowances only. */
sealed interface ContentCipher {

    /** Bytes of the content key. */
    int keyLength();

    AlgorithmIdentifier identifier();

    /**
     * @param tag of 16 bytes for {@link Gcm}; empty for {@link Cbc}
     * @throws GeneralSecurityException if the tag does not verify; never for {@link Cbc}
     */
    Slice open(byte[] key, byte[] ciphertext, byte[] tag) throws GeneralSecurityException;

    /** Encrypts; for {@link Gcm} the last {@link Gcm#TAG_BYTES} bytes are the tag and no ciphertext. */
    Cipher sealing(byte[] key) throws GeneralSecurityException;

    /** Bytes of ciphertext, without a tag, that so much content gives. */
    int sealedLength(int contentLength);

    /** Bytes of the tag; 0 without one. */
    int tagLength();

    /** AES-256-GCM (RFC 5084). */
    @SuppressWarnings("ArrayRecordComponent") // never compared: a stage of parsing
    record Gcm(byte[] nonce) implements ContentCipher {
        static final int NONCE_BYTES = 12;
        /** The full length: a cut tag of 4 bytes is forged in 2^32 tries (THREAT-37). The default in RFC 5084 is 12, so it is always written. */
        static final int TAG_BYTES = 16;

        @Override
        public int keyLength() {
            return 32;
        }

        @Override
        public AlgorithmIdentifier identifier() {
            return new AlgorithmIdentifier(NISTObjectIdentifiers.id_aes256_GCM, new GCMParameters(nonce, TAG_BYTES));
        }

        /** In one array, in place: an array of this size is what memory is short of. */
        @Override
        public Slice open(byte[] key, byte[] ciphertext, byte[] tag) throws GeneralSecurityException {
            byte[] both = Arrays.copyOf(ciphertext, ciphertext.length + tag.length);
            System.arraycopy(tag, 0, both, ciphertext.length, tag.length);
            int length = cipher(Cipher.DECRYPT_MODE, key).doFinal(both, 0, both.length, both, 0);
            return new Slice(both, 0, length);
        }

        @Override
        public Cipher sealing(byte[] key) throws GeneralSecurityException {
            return cipher(Cipher.ENCRYPT_MODE, key);
        }

        @Override
        public int sealedLength(int contentLength) {
            return contentLength;
        }

        @Override
        public int tagLength() {
            return TAG_BYTES;
        }

        private Cipher cipher(int mode, byte[] key) throws GeneralSecurityException {
            Cipher cipher =
                    Cipher.getInstance("AES/GCM/NoPadding", Arithmetic.chosen().aesGcm());
            cipher.init(mode, new SecretKeySpec(key, "AES"), new GCMParameterSpec(8 * TAG_BYTES, nonce));
            return cipher;
        }
    }

    /** AES-CBC with PKCS#7 padding (RFC 3565), without any protection of its own. */
    @SuppressWarnings("ArrayRecordComponent") // never compared: a stage of parsing
    record Cbc(int keyLength, byte[] iv) implements ContentCipher {
        static final int BLOCK_BYTES = 16;

        @Override
        public AlgorithmIdentifier identifier() {
            ASN1ObjectIdentifier oid =
                    keyLength == 16 ? NISTObjectIdentifiers.id_aes128_CBC : NISTObjectIdentifiers.id_aes256_CBC;
            return new AlgorithmIdentifier(oid, new DEROctetString(iv));
        }

        /** With a broken padding the whole text comes back and fails later, at the signature: no padding oracle (THREAT-33). */
        @Override
        public Slice open(byte[] key, byte[] ciphertext, byte[] tag) throws GeneralSecurityException {
            Cipher cipher = Cipher.getInstance("AES/CBC/NoPadding");
            cipher.init(Cipher.DECRYPT_MODE, new SecretKeySpec(key, "AES"), new IvParameterSpec(iv));
            byte[] padded = cipher.doFinal(ciphertext);
            int padding = padded[padded.length - 1];
            boolean plausible = padding >= 1 && padding <= BLOCK_BYTES;
            return new Slice(padded, 0, padded.length - (plausible ? padding : 0));
        }

        @Override
        public Cipher sealing(byte[] key) throws GeneralSecurityException {
            Cipher cipher = Cipher.getInstance("AES/CBC/PKCS5Padding");
            cipher.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(key, "AES"), new IvParameterSpec(iv));
            return cipher;
        }

        @Override
        public int sealedLength(int contentLength) {
            return (contentLength / BLOCK_BYTES + 1) * BLOCK_BYTES;
        }

        @Override
        public int tagLength() {
            return 0;
        }
    }

    /** The cipher of an AuthEnvelopedData. */
    static ContentCipher authenticated(AlgorithmIdentifier identifier) throws ProblemFound {
        if (!identifier.getAlgorithm().equals(NISTObjectIdentifiers.id_aes256_GCM)) {
            // ENV-06: OpenSSL before 3.0.21 decrypts a swapped OFB or CFB without a word (THREAT-35, THREAT-36)
            throw problem("content cipher", "ENV-06");
        }
        GCMParameters parameters = GCMParameters.getInstance(identifier.getParameters());
        if (parameters.getNonce().length != Gcm.NONCE_BYTES || parameters.getIcvLen() != Gcm.TAG_BYTES) {
            // ENV-07: other nonces are hashed, other tags are forgeable (THREAT-37, THREAT-38)
            throw problem("nonce or tag length", "ENV-07");
        }
        return new Gcm(parameters.getNonce());
    }

    /** The cipher of an EnvelopedData. */
    static ContentCipher unauthenticated(AlgorithmIdentifier identifier, int ciphertextBytes) throws ProblemFound {
        ASN1ObjectIdentifier oid = identifier.getAlgorithm();
        boolean aes256 = oid.equals(NISTObjectIdentifiers.id_aes256_CBC);
        if (!aes256 && !oid.equals(NISTObjectIdentifiers.id_aes128_CBC)) {
            throw problem("content cipher", "ENV-06");
        }
        byte[] iv = ASN1OctetString.getInstance(identifier.getParameters()).getOctets();
        if (iv.length != Cbc.BLOCK_BYTES || ciphertextBytes == 0 || ciphertextBytes % Cbc.BLOCK_BYTES != 0) {
            throw problem("vector or length", "ENV-07");
        }
        return new Cbc(aes256 ? 32 : 16, iv);
    }

    private static ProblemFound problem(String where, String rule) {
        return new ProblemFound(EnvelopeProblem.ALGORITHM, where, rule);
    }
}
