package org.comity.casework;

import java.io.InputStream;
import org.comity.envelope.AttachedBytes;
import org.comity.envelope.Envelope;
import org.comity.envelope.Seal;
import org.comity.envelope.Sealer;
import org.comity.journal.Attachments;
import org.comity.journal.MessageRow;
import org.comity.journal.PayloadId;
import org.comity.journal.Payloads;
import org.comity.journal.SealRows;
import org.comity.messages.Message;
import org.comity.messages.Part;
import org.comity.problems.GatewayBug;
import org.comity.schemas.MessageXml;
import org.springframework.stereotype.Service;

/**
 * UC-02/3: the envelope of a sealed message, the same bytes for each try. A message's is stored; a part's is made again from its stored
 * seal and the attachment, which costs a few milliseconds where writing and reading it would cost the disk five megabytes twice.
 */
@Service
public class Envelopes {
    private final Payloads payloads;
    private final SealRows seals;
    private final Attachments attachments;
    private final MessageXml xml;
    private final Sealer sealer;

    Envelopes(Payloads payloads, SealRows seals, Attachments attachments, MessageXml xml, Sealer sealer) {
        this.payloads = payloads;
        this.seals = seals;
        this.attachments = attachments;
        this.xml = xml;
        this.sealer = sealer;
    }

    public Envelope of(MessageRow row) {
        if (row.isPart()) {
            return ofPart(row);
        }
        PayloadId sealed = stored(row);
        long length = payloads.length(sealed);
        return length <= Payloads.LONGEST_PIECE
                ? Envelope.of(payloads.piece(sealed, 0))
                : new InPieces(payloads, sealed, length);
    }

    /** Bytes of a stored envelope; parts have none. */
    public long length(MessageRow row) {
        return payloads.length(stored(row));
    }

    private static PayloadId stored(MessageRow row) {
        return row.kept().sealed().orElseThrow(() -> new GatewayBug("what leaves was sealed, but not " + row.id()));
    }

    private Envelope ofPart(MessageRow row) {
        Contents part = contents(row);
        return sealer.envelope(
                Seal.read(seals.read(row.id())),
                row.kept().mic().orElseThrow(() -> new GatewayBug("a sealed message has its MIC")),
                row.headers(),
                part.document(),
                part.piece());
    }

    private record InPieces(Payloads payloads, PayloadId sealed, long length) implements Envelope {
        @Override
        public InputStream open() {
            return payloads.open(sealed);
        }
    }

    /** What a part is made of. */
    @SuppressWarnings("ArrayRecordComponent") // never compared: a stage of sealing
    record Contents(byte[] document, AttachedBytes piece) {}

    Contents contents(MessageRow row) {
        byte[] document = payloads.read(row.kept().document());
        Message message = Documents.read(xml, row.id(), document);
        if (!(message.content() instanceof Part part)) {
            throw new GatewayBug("a row of kind part holds a part");
        }
        Attachments.Attachment whole = attachments
                .find(part.manifest(), part.attachment())
                .orElseThrow(() -> new GatewayBug("parts are made from an attachment"));
        return new Contents(
                document,
                new AttachedBytes(
                        "part-" + part.index(),
                        "application/octet-stream",
                        payloads.piece(whole.payload(), part.index())));
    }
}
