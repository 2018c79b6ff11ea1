package org.comity.envelope;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1EncodableVector;
import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.asn1.ASN1Set;
import org.bouncycastle.asn1.ASN1TaggedObject;
import org.bouncycastle.asn1.BEROctetString;
import org.bouncycastle.asn1.BERSequence;
import org.bouncycastle.asn1.BERTaggedObject;
import org.bouncycastle.asn1.DERBitString;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.DERSet;
import org.bouncycastle.asn1.DERTaggedObject;
import org.bouncycastle.asn1.cms.PasswordRecipientInfo;
import org.bouncycastle.asn1.cms.RecipientInfo;
import org.bouncycastle.asn1.nist.NISTObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.PBKDF2Params;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.RSAESOAEPparams;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;

/** An AuthEnvelopedData taken apart, to be put together with one thing wrong. */
final class ForgedEnvelope {
    private ASN1Encodable type;
    private final ASN1Encodable[] fields;

    private ForgedEnvelope(byte[] sealed) {
        ASN1Sequence info = ASN1Sequence.getInstance(sealed);
        type = info.getObjectAt(0);
        fields = ASN1Sequence.getInstance(ASN1TaggedObject.getInstance(info.getObjectAt(1)), true)
                .toArray();
    }

    static byte[] forge(byte[] sealed, List<String> steps) {
        var envelope = new ForgedEnvelope(sealed);
        byte[] bytes = sealed;
        for (String step : steps) {
            String[] words = step.split(" ", 2);
            bytes = envelope.apply(words[0], words.length > 1 ? words[1] : "");
        }
        return bytes;
    }

    private byte[] apply(String what, String value) {
        switch (what) {
            case "type" -> type = new ASN1ObjectIdentifier(value);
            case "version" -> fields[0] = new ASN1Integer(Integer.parseInt(value));
            case "recipients" -> fields[1] = copies(set().getObjectAt(0), Integer.parseInt(value));
            case "password" -> fields[1] = new DERSet(password(Integer.parseInt(value)));
            case "agreement" ->
                recipientField(new AlgorithmIdentifier(new ASN1ObjectIdentifier(value), wrap().getParameters()), 2);
            case "wrap" ->
                recipientField(
                        new AlgorithmIdentifier(
                                wrap().getAlgorithm(), new AlgorithmIdentifier(new ASN1ObjectIdentifier(value))),
                        2);
            case "point" -> recipientField(originator(value), 1);
            case "transport" -> transport(new AlgorithmIdentifier(new ASN1ObjectIdentifier(value), DERNull.INSTANCE));
            case "oaep-defaults" ->
                transport(new AlgorithmIdentifier(
                        new ASN1ObjectIdentifier("1.2.840.113549.1.1.7"), new RSAESOAEPparams()));
            case "inner-type" -> content(0, new ASN1ObjectIdentifier(value));
            case "cipher" ->
                content(1, new AlgorithmIdentifier(new ASN1ObjectIdentifier(value), cipher().getParameters()));
            case "nonce" -> content(1, gcm(Integer.parseInt(value), 16));
            case "icv" -> content(1, gcm(12, Integer.parseInt(value)));
            case "tag" -> fields[3] = new DEROctetString(Arrays.copyOf(octets(fields[3]), Integer.parseInt(value)));
            case "tag-flipped" -> fields[3] = flipped(octets(fields[3]));
            case "auth-attrs" -> {
                return withAttributes();
            }
            case "indefinite" -> {
                return indefinite(Integer.parseInt(value));
            }
            case "trailing" -> {
                return join(bytes(), new byte[Integer.parseInt(value)]);
            }
            case "length-lie" -> {
                return new byte[] {0x30, (byte) 0x84, 0x7f, (byte) 0xff, (byte) 0xff, (byte) 0xff, 6, 1, 42, 0, 0, 0, 0
                };
            }
            case "nested" -> {
                return nested(Integer.parseInt(value));
            }
            case "elements" -> {
                return elements(Integer.parseInt(value));
            }
            case "size" -> {
                return new byte[Integer.parseInt(value)];
            }
            case "high-tag" -> {
                return new byte[] {0x3f, 0x1f, 0};
            }
            case "plain" -> {
                return value.getBytes(StandardCharsets.UTF_8);
            }
            default -> throw new IllegalArgumentException("no such step: " + what);
        }
        return bytes();
    }

    private byte[] bytes() {
        return der(new DERSequence(new ASN1Encodable[] {type, new DERTaggedObject(0, new DERSequence(fields))}));
    }

    /** As a streaming tool writes it: indefinite lengths, the content in pieces of {@code piece} bytes. */
    private byte[] indefinite(int piece) {
        ASN1Sequence content = ASN1Sequence.getInstance(fields[2]);
        byte[] ciphertext = ASN1OctetString.getInstance((ASN1TaggedObject) content.getObjectAt(2), false)
                .getOctets();
        var streamed = new BERTaggedObject(false, 0, new BEROctetString(ciphertext, piece));
        fields[2] = new BERSequence(new ASN1Encodable[] {content.getObjectAt(0), content.getObjectAt(1), streamed});
        try {
            return new BERSequence(new ASN1Encodable[] {type, new BERTaggedObject(0, new BERSequence(fields))})
                    .getEncoded(ASN1Encoding.BER);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    private byte[] withAttributes() {
        ASN1Encodable attribute = new DERSequence(new ASN1Encodable[] {
            new ASN1ObjectIdentifier("1.2.840.113549.1.9.3"),
            new DERSet(new ASN1ObjectIdentifier("1.2.840.113549.1.7.1"))
        });
        var all = new ASN1Encodable[] {
            fields[0], fields[1], fields[2], new DERTaggedObject(false, 1, new DERSet(attribute)), fields[3]
        };
        return der(new DERSequence(new ASN1Encodable[] {type, new DERTaggedObject(0, new DERSequence(all))}));
    }

    private static byte[] nested(int depth) {
        byte[] bytes = new byte[4 * depth];
        for (int i = 0; i < depth; i++) {
            bytes[2 * i] = 0x30;
            bytes[2 * i + 1] = (byte) 0x80;
        }
        return bytes;
    }

    private static byte[] elements(int count) {
        var bytes = new ByteArrayOutputStream();
        bytes.writeBytes(new byte[] {0x24, (byte) 0x80});
        for (int i = 0; i < count; i++) {
            bytes.writeBytes(new byte[] {4, 0});
        }
        bytes.writeBytes(new byte[2]);
        return bytes.toByteArray();
    }

    private ASN1Set set() {
        return ASN1Set.getInstance(fields[1]);
    }

    private static DERSet copies(ASN1Encodable element, int count) {
        var vector = new ASN1EncodableVector();
        for (int i = 0; i < count; i++) {
            vector.add(element);
        }
        return new DERSet(vector);
    }

    private ASN1Sequence recipient() {
        return set().getObjectAt(0) instanceof ASN1TaggedObject tagged
                ? ASN1Sequence.getInstance(tagged, false)
                : ASN1Sequence.getInstance(set().getObjectAt(0));
    }

    private AlgorithmIdentifier wrap() {
        return AlgorithmIdentifier.getInstance(recipient().getObjectAt(2));
    }

    private void recipientField(ASN1Encodable value, int index) {
        ASN1Encodable[] parts = recipient().toArray();
        parts[index] = value;
        fields[1] = new DERSet(new DERTaggedObject(false, 1, new DERSequence(parts)));
    }

    private ASN1Encodable originator(String kind) {
        ASN1TaggedObject outer = (ASN1TaggedObject) recipient().getObjectAt(1);
        ASN1Sequence key = ASN1Sequence.getInstance((ASN1TaggedObject) outer.getExplicitBaseObject(), false);
        byte[] point = DERBitString.getInstance(key.getObjectAt(1)).getOctets();
        byte[] forged = switch (kind) {
            case "compressed" -> {
                byte[] half = Arrays.copyOf(point, 33);
                half[0] = (byte) (2 + (point[64] & 1));
                yield half;
            }
            case "infinity" -> new byte[] {0};
            case "off-curve" -> {
                byte[] off = point.clone();
                off[64] ^= 1;
                yield off;
            }
            case "zero" -> {
                byte[] zero = new byte[65];
                zero[0] = 4;
                yield zero;
            }
            default -> throw new IllegalArgumentException(kind);
        };
        return new DERTaggedObject(true, 0, new DERTaggedObject(false, 1, new DERSequence(new ASN1Encodable[] {
            key.getObjectAt(0), new DERBitString(forged)
        })));
    }

    private static RecipientInfo password(int rounds) {
        var derivation =
                new AlgorithmIdentifier(PKCSObjectIdentifiers.id_PBKDF2, new PBKDF2Params(new byte[16], rounds, 32));
        var wrap = new AlgorithmIdentifier(
                PKCSObjectIdentifiers.id_alg_PWRI_KEK,
                new AlgorithmIdentifier(NISTObjectIdentifiers.id_aes256_CBC, new DEROctetString(new byte[16])));
        return new RecipientInfo(new PasswordRecipientInfo(derivation, wrap, new DEROctetString(new byte[48])));
    }

    private void transport(AlgorithmIdentifier algorithm) {
        ASN1Encodable[] parts = recipient().toArray();
        parts[2] = algorithm;
        fields[1] = new DERSet(new DERSequence(parts));
    }

    private AlgorithmIdentifier cipher() {
        return AlgorithmIdentifier.getInstance(
                ASN1Sequence.getInstance(fields[2]).getObjectAt(1));
    }

    private void content(int index, ASN1Encodable value) {
        ASN1Encodable[] parts = ASN1Sequence.getInstance(fields[2]).toArray();
        parts[index] = value;
        fields[2] = new DERSequence(parts);
    }

    /** @param tag bytes; 12 is the default and so is left out */
    private AlgorithmIdentifier gcm(int nonce, int tag) {
        byte[] old = octets(ASN1Sequence.getInstance(cipher().getParameters()).getObjectAt(0));
        ASN1Encodable octets = new DEROctetString(Arrays.copyOf(old, nonce));
        return new AlgorithmIdentifier(
                cipher().getAlgorithm(),
                tag == 12
                        ? new DERSequence(octets)
                        : new DERSequence(new ASN1Encodable[] {octets, new ASN1Integer(tag)}));
    }

    private static byte[] octets(ASN1Encodable value) {
        return ASN1OctetString.getInstance(value).getOctets();
    }

    private static DEROctetString flipped(byte[] octets) {
        byte[] flipped = octets.clone();
        flipped[0] ^= 1;
        return new DEROctetString(flipped);
    }

    private static byte[] join(byte[] one, byte[] other) {
        byte[] both = Arrays.copyOf(one, one.length + other.length);
        System.arraycopy(other, 0, both, one.length, other.length);
        return both;
    }

    static byte[] der(ASN1Encodable value) {
        try {
            return value.toASN1Primitive().getEncoded(ASN1Encoding.DER);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }
}
