package org.comity.envelope;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.stream.Collectors;
import org.comity.envelope.mime.Base64Text;
import org.comity.messages.Digest;
import org.comity.partners.Allowances;
import org.comity.partners.CertificateUse;
import org.comity.trust.SigningKey;

/** Makes the bytes that a vector describes: a proper message, then the steps, each of which spoils one thing. */
record Recipe(Vector vector, Exchange exchange) {

    byte[] sealed() {
        byte[] signedPart = signedPart();
        List<String> steps = vector.steps("envelope");
        if (steps.equals(List.of("for other"))) {
            var other = exchange.authority.member("other").certificate(CertificateUse.ENCRYPTION);
            return exchange.sealer.encryptAgain(signedPart, new Recipient(other, Allowances.NONE));
        }
        return ForgedEnvelope.forge(exchange.sealer.encryptAgain(signedPart, exchange.recipient()), steps);
    }

    private byte[] signedPart() {
        List<String> wrapping = vector.steps("wrapping");
        if (!wrapping.isEmpty() && wrapping.getFirst().equals("unsigned")) {
            return content();
        }
        if (!wrapping.isEmpty() && wrapping.getFirst().equals("opaque")) {
            return opaque(forgedSignature(content(), List.of("with-content")));
        }
        if (!wrapping.isEmpty() && wrapping.getFirst().equals("nested")) {
            return opaque(exchange.sealed().bytes());
        }
        byte[] whole = multipart(content(), forgedSignature(content(), List.of()));
        if (wrapping.isEmpty()) {
            return whole;
        }
        String[] change = wrapping.getFirst().split(" => ", 2);
        return latin(text(whole).replace(unescape(change[0]), unescape(change[1])));
    }

    private byte[] forgedSignature(byte[] content, List<String> more) {
        List<String> steps = new ArrayList<>(vector.steps("signature"));
        steps.addAll(more);
        return ForgedSignature.forge(content, signingKey(), steps);
    }

    private SigningKey signingKey() {
        return exchange.sender.keys().signing(exchange.sender.id());
    }

    /** The signed part, with {@code content from => to} replacements made before it is signed. */
    private byte[] content() {
        var headers = exchange.headers();
        String part = lines(
                "Message-ID: " + headers.id().inBrackets(),
                "Comity-From: " + headers.from(),
                "Comity-To: " + headers.to(),
                "Comity-Created: " + headers.created(),
                "Comity-Not-After: " + headers.notAfter(),
                "Content-Type: multipart/related; type=\"application/xml\"; boundary=\"part\"",
                "",
                "--part",
                "Content-Type: application/xml",
                "Content-Transfer-Encoding: base64",
                "",
                Base64.getEncoder().encodeToString(Exchange.XML),
                "--part--",
                "");
        for (String step : vector.steps("content")) {
            String[] change = step.split(" => ", 2);
            String changed = part.replace(unescape(change[0]), change.length > 1 ? unescape(change[1]) : "");
            if (changed.equals(part)) {
                throw new AssertionError(vector + ": nothing to change for " + step);
            }
            part = changed;
        }
        return latin(part);
    }

    private static byte[] multipart(byte[] content, byte[] signature) {
        return latin(lines(
                "Content-Type: multipart/signed; protocol=\"application/pkcs7-signature\"; micalg=sha-256; boundary=\"signed\"",
                "",
                "--signed",
                text(content),
                "--signed",
                "Content-Type: application/pkcs7-signature",
                "Content-Transfer-Encoding: base64",
                "",
                text(Base64Text.encode(signature)),
                "--signed--",
                ""));
    }

    private static byte[] opaque(byte[] cms) {
        return latin(lines(
                "Content-Type: application/pkcs7-mime; smime-type=signed-data",
                "Content-Transfer-Encoding: base64",
                "",
                text(Base64Text.encode(cms)),
                ""));
    }

    /** A signed receipt for {@link Exchange#ID} by the receiver, spoiled by {@code receipt from => to} before it is signed. */
    Receipt receipt(Digest mic) {
        String report = lines(
                "Content-Type: multipart/report; report-type=disposition-notification; boundary=\"report\"",
                "",
                "--report",
                "Content-Type: text/plain",
                "",
                "received",
                "--report",
                "Content-Type: message/disposition-notification",
                "",
                "Original-Message-ID: " + Exchange.ID.inBrackets(),
                "Disposition: automatic-action/MDN-sent-automatically; processed",
                "Received-Content-MIC: " + Base64.getEncoder().encodeToString(mic.bytes()) + ", sha-256",
                "",
                "--report--",
                "");
        for (String step : vector.steps("receipt")) {
            String[] change = step.split(" => ", 2);
            report = report.replace(unescape(change[0]), change.length > 1 ? unescape(change[1]) : "");
        }
        SigningKey key = exchange.receiver.keys().signing(exchange.receiver.id());
        byte[] signature = ForgedSignature.forge(latin(report), key, vector.steps("signature"));
        byte[] whole =
                vector.steps("wrapping").contains("unsigned") ? latin(report) : multipart(latin(report), signature);
        return new Receipt(whole);
    }

    private static String lines(String... lines) {
        return List.of(lines).stream().collect(Collectors.joining("\r\n"));
    }

    private static String unescape(String text) {
        return text.replace("\\r", "\r")
                .replace("\\n", "\n")
                .replace("\\0", "\0")
                .replace("\\e", "");
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }

    private static byte[] latin(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }
}
