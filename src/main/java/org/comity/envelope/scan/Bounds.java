package org.comity.envelope.scan;

/** What an envelope may cost before anything is known about its sender. Each bound names what breaks if it moves. */
public final class Bounds {

    /**
     * Bytes of a sealed message, 16 MiB. A decrypting GCM holds ciphertext and plaintext until the tag is checked, so an opening
     * costs about four times this in heap. Evidence above 4 MB travels in parts and never comes near it; raising it raises the
     * heap that one stranger can claim.
     */
    public static final int SEALED_BYTES = 16 << 20;

    /** Bytes of a detached signature, 64 KiB: eight certificates of 4 KiB and a signature leave half of it free. */
    public static final int SIGNATURE_BYTES = 64 << 10;

    /** Nested ASN.1 elements. A certificate inside a SignedData reaches 14; 24 leaves room for odd extensions (THREAT-45). */
    public static final int DEPTH = 24;

    /** ASN.1 elements in one structure. 16 MiB streamed by OpenSSL in pieces of 1 KiB are 16,400 (THREAT-44, THREAT-47). */
    public static final int ELEMENTS = 20_000;

    /** RecipientInfos, each of which another reader might try to open (THREAT-44). */
    public static final int RECIPIENTS = 16;

    /** Certificates beside a signature: the signer's and its authorities' (THREAT-60). */
    public static final int CERTIFICATES = 8;

    /** Attributes under a signature. CAdES-B has four; products add two or three of their own. */
    public static final int ATTRIBUTES = 16;

    /** Bytes of a MIME header block, and fields in it. Ours has 800 bytes in 9 fields. */
    public static final int HEADER_BYTES = 16 << 10;

    public static final int HEADER_FIELDS = 64;

    /** Parts of the signed content: the document and its attachments. More evidence goes into more messages. */
    public static final int MIME_PARTS = 65;

    /** Characters of a multipart boundary (RFC 2046 5.1.1). */
    public static final int BOUNDARY_CHARACTERS = 70;

    private Bounds() {}
}
