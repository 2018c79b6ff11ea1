package org.comity.envelope;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import org.comity.envelope.cms.ContentLock;
import org.comity.envelope.mime.MadeMime;
import org.comity.problems.GatewayBug;

/**
 * Everything of a sealed part but its content: the signature, and the lock with its content key. Three kilobytes that are stored instead
 * of the envelope; with the content, which is stored anyway, they give the same envelope each time. It opens what it sealed, so it is
 * as secret as the content, and is deleted once the part is delivered.
 */
public final class Seal {
    private final MadeMime before;
    private final MadeMime after;
    private final ContentLock lock;

    Seal(MadeMime before, MadeMime after, ContentLock lock) {
        this.before = before;
        this.after = after;
        this.lock = lock;
    }

    /** @param bytes of {@link #bytes()} */
    public static Seal read(byte[] bytes) {
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
            return new Seal(
                    MadeMime.of(in.readNBytes(in.readInt())),
                    MadeMime.of(in.readNBytes(in.readInt())),
                    ContentLock.read(in.readNBytes(in.readInt())));
        } catch (IOException broken) {
            throw new GatewayBug("a stored seal is as it was written", broken);
        }
    }

    public byte[] bytes() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            for (byte[] member : new byte[][] {before.bytes(), after.bytes(), lock.encoded()}) {
                out.writeInt(member.length);
                out.write(member);
            }
        } catch (IOException impossible) {
            throw new GatewayBug("writing to memory cannot fail", impossible);
        }
        return bytes.toByteArray();
    }

    Seal with(ContentLock another) {
        return new Seal(before, after, another);
    }

    /** @param content that was signed: no other may ever be given here (ENV-24) */
    Envelope envelope(MadeMime content) {
        return envelope(lock, SignedEntity.whole(before, content, after));
    }

    static Envelope envelope(ContentLock lock, MadeMime whole) {
        int length = lock.length(whole.length());
        return new Envelope() {
            @Override
            public long length() {
                return length;
            }

            @Override
            public InputStream open() {
                return lock.seal(whole);
            }
        };
    }

    @Override
    public String toString() {
        return "Seal";
    }
}
