package org.comity.trust;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import org.comity.partners.As2Channel;
import org.comity.partners.Contact;
import org.comity.partners.Fingerprint;
import org.comity.partners.Partner;
import org.comity.partners.PartnerState;
import org.comity.problems.CertificateProblem;
import org.comity.problems.Checked;

/**
 * The document by which agencies join: who an agency is, where its gateway listens, which certificates it uses. It proves nothing; the
 * {@link #fingerprint} that two officers read to each other by telephone does, because it covers every field that trust hangs on.
 *
 * <p>Reading is safe for hostile input: at most 256 KB, eight levels, no unknown or doubled field, and nothing is fetched or opened.
 * Allowances are never read from it: what a partner is excused from is our decision.
 */
public final class ProfileDocument {
    /** Characters. Six certificates and four anchors of the largest usual kind stay below 60 KB. */
    private static final int LARGEST = 256 << 10;

    private static final JsonMapper JSON = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxDocumentLength(LARGEST)
                            .maxNestingDepth(8)
                            .maxStringLength(40_000)
                            .maxNumberLength(10)
                            .maxNameLength(100)
                            .build())
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .build())
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
            .enable(SerializationFeature.INDENT_OUTPUT)
            .build();

    private ProfileDocument() {}

    /** @param agency ourselves, described as a partner sees us */
    public static byte[] write(Partner agency) {
        var profile = new AgencyProfile(
                1,
                agency.id().value(),
                agency.name(),
                agency.country(),
                agency.zone().getId(),
                agency.officeHours(),
                agency.languages(),
                agency.contacts().stream().map(ProfileDocument::person).toList(),
                agency.channel().map(As2Channel::url).map(Object::toString).orElse(""),
                agency.channel()
                        .flatMap(As2Channel::asynchronousReceiptTo)
                        .map(Object::toString)
                        .orElse(""),
                agency.anchors(),
                agency.revocationLists(),
                agency.certificates().stream()
                        .map(one -> new AgencyProfile.Registered(
                                one.use().name(), one.fingerprint().hex(), one.pem()))
                        .toList());
        try {
            return JSON.writeValueAsBytes(profile);
        } catch (JacksonException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    /** The agency of the document as a {@link PartnerState#PROPOSED} partner without allowances, or every problem of it. */
    public static Checked<Partner> read(byte[] json) {
        return read(json, false);
    }

    /** As {@link #read}, for a document that was written on this very machine: its revocation lists may be files. */
    public static Checked<Partner> readLocal(byte[] json) {
        return read(json, true);
    }

    private static Checked<Partner> read(byte[] json, boolean local) {
        if (json.length > LARGEST) {
            return Checked.failed(CertificateProblem.PROFILE_MALFORMED.at("size"));
        }
        try {
            AgencyProfile profile = JSON.readValue(json, AgencyProfile.class);
            return profile == null
                    ? Checked.failed(CertificateProblem.PROFILE_MALFORMED.problem())
                    : new ProfileReading(profile, local).partner();
        } catch (IOException malformed) {
            return Checked.failed(CertificateProblem.PROFILE_MALFORMED.at(place(malformed)));
        }
    }

    /**
     * An agency without a gateway, as an administrator describes it: a {@link PartnerState#PROPOSED} partner without certificates, or every
     * problem of the description.
     */
    public static Checked<Partner> byHand(
            String id,
            String name,
            String country,
            String zone,
            String officeHours,
            List<String> languages,
            List<Contact> contacts) {
        var described = new AgencyProfile(
                1,
                id,
                name,
                country,
                zone,
                officeHours,
                languages,
                contacts.stream().map(ProfileDocument::person).toList(),
                "",
                "",
                List.of(),
                List.of(),
                List.of());
        return new ProfileReading(described, true).withoutGateway();
    }

    /** What both sides compute and compare by call-back: over id, addresses, authorities, lists and every certificate with its use. */
    public static Fingerprint fingerprint(Partner agency) {
        StringBuilder text = new StringBuilder("comity profile 1\n");
        line(text, "id", agency.id().value());
        agency.channel().ifPresentOrElse(channel -> channel(text, channel), () -> byHand(text, agency));
        agency.anchors().stream()
                .map(pem -> Certificates.fingerprint(Certificates.parse(pem)).hex())
                .sorted()
                .forEach(hex -> line(text, "anchor", hex));
        agency.revocationLists().stream().sorted().forEach(address -> line(text, "list", address));
        agency.certificates().stream()
                .map(one -> one.use() + " " + one.fingerprint())
                .sorted()
                .forEach(one -> line(text, "certificate", one));
        return new Fingerprint(Certificates.sha256(text.toString()));
    }

    private static void channel(StringBuilder text, As2Channel channel) {
        line(text, "url", channel.url().toString());
        line(
                text,
                "receipts",
                channel.asynchronousReceiptTo().map(Object::toString).orElse("-"));
    }

    /** Without keys, trust hangs on who is written to and called. */
    private static void byHand(StringBuilder text, Partner agency) {
        line(text, "by-hand", agency.name());
        line(text, "country", agency.country());
        agency.contacts().stream()
                .map(one -> String.join("\t", one.name(), one.function(), one.telephone(), one.email()))
                .sorted()
                .forEach(one -> line(text, "contact", one));
    }

    private static void line(StringBuilder text, String name, String value) {
        text.append(name).append(' ').append(value).append('\n');
    }

    private static AgencyProfile.Person person(Contact contact) {
        return new AgencyProfile.Person(contact.name(), contact.function(), contact.telephone(), contact.email());
    }

    /** Line and column only: a parser's message would quote the input. */
    private static String place(IOException malformed) {
        return Optional.ofNullable(malformed instanceof JacksonException json ? json.getLocation() : null)
                .map(location -> "line " + location.getLineNr())
                .orElse("");
    }
}
