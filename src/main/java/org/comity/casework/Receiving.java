package org.comity.casework;

import java.util.List;
import java.util.Optional;
import org.comity.envelope.Acceptance;
import org.comity.envelope.Arrival;
import org.comity.envelope.OpenedMessage;
import org.comity.envelope.Opener;
import org.comity.envelope.Opening;
import org.comity.envelope.SealedEnvelope;
import org.comity.messages.Digest;
import org.comity.messages.SignedHeaders;
import org.comity.problems.Checked;
import org.comity.problems.Problem;
import org.comity.schemas.Attachments;
import org.comity.schemas.MessageXml;
import org.comity.schemas.ValidMessage;
import org.springframework.stereotype.Service;

/**
 * UC-03: bytes become a message. {@link #open} and {@link #read} are pure functions of the bytes, the registry and the clock;
 * {@link #record} is the one transaction, and the receipt is handed out only after it.
 */
@Service
public class Receiving {
    private final Opener opener;
    private final Acceptance acceptance;
    private final MessageXml xml;
    private final Recording recording;
    private final UnknownCertificates unknown;

    Receiving(Opener opener, Acceptance acceptance, MessageXml xml, Recording recording, UnknownCertificates unknown) {
        this.opener = opener;
        this.acceptance = acceptance;
        this.xml = xml;
        this.recording = recording;
        this.unknown = unknown;
    }

    /** UC-03/3: decrypt, verify, ask the signed headers. */
    public Opening open(byte[] raw, Arrival arrival) {
        return switch (SealedEnvelope.parse(raw)) {
            case Checked.Passed<SealedEnvelope>(var sealed) -> opener.open(sealed, arrival);
            case Checked.Failed<SealedEnvelope>(var problems) -> new Opening.Unverified(problems);
        };
    }

    /** UC-03/4: schema, binding of document and signed headers, attachments. */
    public Reading read(byte[] raw, Arrival arrival, Opening opening) {
        return switch (opening) {
            case Opening.Unverified(var problems) -> new Reading.Unreadable(arrival, problems);
            case Opening.Unregistered(var certificate, var mic, var problems) ->
                new Reading.Unregistered(arrival, certificate, mic, problems, raw);
            case Opening.Verified(var signer, var headers, var mic, var problems) ->
                new Reading.Objectionable(arrival, headers.map(SignedHeaders::id), mic, problems);
            case Opening.Opened(var opened) ->
                switch (valid(opened, arrival)) {
                    case Checked.Passed<ValidMessage>(var valid) -> new Reading.Understood(arrival, opened, valid, raw);
                    case Checked.Failed<ValidMessage>(var problems) ->
                        new Reading.Objectionable(arrival, Optional.of(arrival.id()), opened.mic(), problems);
                };
        };
    }

    /**
     * UC-03/5 to 7: inbox, payloads, journal and outbox in one transaction.
     *
     * @param receiptLater whether the partner wants its receipt by a POST of ours: the errand to post it is in the same transaction
     * @throws RuntimeException if we are unwell: nothing is acknowledged, the sender tries again
     */
    public Reception record(Reading reading, boolean receiptLater) {
        return switch (reading) {
            case Reading.Unregistered unregistered -> unknown.keep(unregistered);
            case Reading.Unreadable unreadable -> recording.notUnderstood(unreadable);
            case Reading.Objectionable objectionable -> recording.objection(objectionable, receiptLater);
            case Reading.Understood understood -> recording.message(understood, receiptLater);
        };
    }

    private Checked<ValidMessage> valid(OpenedMessage opened, Arrival arrival) {
        return xml.read(opened.xml(), opened.headers())
                .then(valid -> Checked.of(valid, headersOfTheDocument(opened, valid, arrival)))
                .then(valid -> Checked.of(valid, Attachments.check(valid.message(), enclosed(opened))));
    }

    private static List<Attachments.Enclosed> enclosed(OpenedMessage opened) {
        return opened.attachments().stream()
                .map(file -> new Attachments.Enclosed(Digest.of(file.bytes()), file.bytes().length))
                .toList();
    }

    /** A partner that cannot set the signed headers is asked the same questions with what stands in the XML. */
    private List<Problem> headersOfTheDocument(OpenedMessage opened, ValidMessage valid, Arrival arrival) {
        return opened.headers().isPresent()
                ? List.of()
                : acceptance.problems(valid.message().headers(), arrival);
    }
}
