package org.comity.delivery.as2;

import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.comity.envelope.Envelope;
import org.comity.envelope.Receipt;
import org.comity.journal.MessageRow;
import org.comity.partners.AgencyId;

/** Names and values of AS2 over HTTP (RFC 4130 6 and 7.3; docs/protocol.md). Nothing here says what a message is about. */
final class As2Headers {
    static final String VERSION = "AS2-Version";
    static final String FROM = "AS2-From";
    static final String TO = "AS2-To";
    static final String MESSAGE_ID = "Message-ID";
    static final String RECEIPT_TO = "Receipt-Delivery-Option";
    static final String MIME_VERSION = "MIME-Version";

    private static final String ENVELOPE_TYPE = "application/pkcs7-mime; smime-type=authEnveloped-data; name=smime.p7m";
    private static final String SIGNED_RECEIPT =
            "signed-receipt-protocol=required, pkcs7-signature; signed-receipt-micalg=required, sha-256";

    /** RFC 4130 6.2: a name may stand in quotes, in which a backslash protects a quote or a backslash. */
    private static final Pattern QUOTED = Pattern.compile("\"((?:[^\"\\\\]|\\\\[\"\\\\])*)\"");

    private As2Headers() {}

    /** A header as every reader reads it; one that comes twice is as good as none: two readers could see two values. */
    static Optional<String> once(HttpServletRequest request, String header) {
        var values = request.getHeaders(header);
        if (!values.hasMoreElements()) {
            return Optional.empty();
        }
        String value = values.nextElement().strip();
        return values.hasMoreElements() ? Optional.empty() : Optional.of(unquoted(value));
    }

    static Optional<AgencyId> agency(HttpServletRequest request, String header) {
        return once(request, header).filter(AgencyId::isValid).map(AgencyId::new);
    }

    private static String unquoted(String value) {
        Matcher quoted = QUOTED.matcher(value);
        return quoted.matches() ? quoted.group(1).replaceAll("\\\\(.)", "$1") : value;
    }

    /** The POST of an envelope that asks for a signed receipt. */
    static HttpRequest message(
            MessageRow message, Envelope envelope, URI to, Optional<URI> receiptTo, Duration timeout) {
        HttpRequest.Builder post = addressed(message.agency(), message.partner(), to, timeout)
                .header(MESSAGE_ID, message.id().inBrackets())
                .header("Content-Type", ENVELOPE_TYPE)
                .header("Disposition-Notification-To", message.agency().value())
                .header("Disposition-Notification-Options", SIGNED_RECEIPT);
        receiptTo.ifPresent(url -> post.header(RECEIPT_TO, url.toString()));
        // with its length, since not every AS2 product reads a chunked body
        return post.POST(BodyPublishers.fromPublisher(BodyPublishers.ofInputStream(envelope::open), envelope.length()))
                .build();
    }

    /** The POST of a receipt that was asked for asynchronously. */
    static HttpRequest receipt(AgencyId from, AgencyId to, Receipt receipt, URI url, Duration timeout) {
        return addressed(from, to, url, timeout)
                .header("Content-Type", receipt.contentType())
                .POST(BodyPublishers.ofByteArray(receipt.body()))
                .build();
    }

    private static HttpRequest.Builder addressed(AgencyId from, AgencyId to, URI url, Duration timeout) {
        return HttpRequest.newBuilder(url)
                .timeout(timeout)
                .header(VERSION, "1.2")
                .header(FROM, from.value())
                .header(TO, to.value())
                .header(MIME_VERSION, "1.0");
    }
}
