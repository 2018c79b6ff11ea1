package org.comity.faults.check;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.cert.CertificateFactory;
import java.util.Base64;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.comity.faults.check.Findings.Kind;

/** Each receipt that a sender has: openssl verifies it, the receiver's own key signed it, and it names the message and the bytes that the receiver has. */
final class ReceiptCheck {
    private final Path work;
    private final Path authority;
    private final Set<String> verified = new HashSet<>();

    ReceiptCheck(Path work, Path authority) throws IOException {
        this.work = Files.createDirectories(work);
        this.authority = authority;
    }

    /** What was verified before is verified again by the next check. */
    void forget() {
        verified.clear();
    }

    /**
     * @param keys SHA-256 of certificates of signing keys, by the agency whose they are or were
     * @return how many were verified by now
     */
    int check(Rows sender, Rows receiver, Map<String, Set<String>> keys, Findings findings) {
        var theirs = receiver.map(
                "select r.message, p.sha256 from receipt r join payload p on p.id = r.payload where r.direction = 'OUT'");
        var mics = receiver.map("select message, mic from inbox");
        // a duplicate after a rollover hears a receipt of the new key, and the first stays where it is (SIG-17)
        var anew = receiver.map(
                "select message, detail ->> 'certificate' from journal_leaf where event = 'message.receipt-signed-anew'");
        for (List<String> row : sender.list(
                "select m.id, r.payload, p.sha256, m.partner from message m left join receipt r on r.message = m.id"
                        + " and r.direction = 'IN' left join payload p on p.id = r.payload where m.direction = 'OUT'"
                        + " and m.state = 'DELIVERED'")) {
            String message = row.getFirst();
            if (row.get(1).isEmpty()) {
                findings.add(Kind.RECEIPT_WRONG, message + " is delivered without a receipt");
                continue;
            }
            Set<String> signers = keys.getOrDefault(row.get(3), Set.of());
            if (!row.get(2).equals(theirs.get(message))) {
                if (anew.containsKey(message)) {
                    signers = Set.of(anew.get(message));
                } else {
                    findings.add(Kind.RECEIPT_WRONG, "of " + message + " the sides have different receipts");
                }
            }
            if (!verified.contains(message)) {
                String trouble = trouble(message, mics.getOrDefault(message, ""), bytes(sender, row.get(1)), signers);
                if (trouble.isEmpty()) {
                    verified.add(message);
                } else {
                    findings.add(Kind.RECEIPT_WRONG, message + ": " + trouble);
                }
            }
        }
        return verified.size();
    }

    private static byte[] bytes(Rows sender, String payload) {
        return sender.bytes(
                "select string_agg(bytes, '' order by index) from payload_piece where payload = '" + payload + "'");
    }

    private String trouble(String message, String mic, byte[] receipt, Set<String> keys) {
        try {
            Path in = Files.write(work.resolve("receipt.eml"), receipt);
            Path out = work.resolve("report.txt");
            Path signer = work.resolve("signer.pem");
            Process openssl = new ProcessBuilder(
                            "openssl",
                            "cms",
                            "-verify",
                            "-in",
                            in.toString(),
                            "-CAfile",
                            authority.toAbsolutePath().toString(),
                            "-purpose",
                            "smimesign",
                            "-signer",
                            signer.toString(),
                            "-out",
                            out.toString())
                    .redirectErrorStream(true)
                    .start();
            String said = new String(openssl.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (openssl.waitFor() != 0) {
                return "openssl: " + said.strip();
            }
            if (!keys.contains(fingerprint(signer))) {
                return "is signed by another: " + fingerprint(signer);
            }
            String report = Files.readString(out, StandardCharsets.US_ASCII);
            String named = field(report, "Original-Message-ID").replaceAll("[<>]", "");
            String over = HexFormat.of()
                    .formatHex(Base64.getDecoder()
                            .decode(field(report, "Received-Content-MIC")
                                    .split(",", -1)[0]
                                    .strip()));
            if (!named.equals(message) || !over.equals(mic)) {
                return "is for " + named + " over " + over;
            }
            return field(report, "Disposition").endsWith("processed") ? "" : "says " + field(report, "Disposition");
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } catch (InterruptedException end) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(end);
        }
    }

    private static String fingerprint(Path pem) throws IOException {
        try (InputStream in = Files.newInputStream(pem)) {
            byte[] der = CertificateFactory.getInstance("X.509")
                    .generateCertificate(in)
                    .getEncoded();
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(der));
        } catch (GeneralSecurityException broken) {
            throw new IllegalStateException(broken);
        }
    }

    private static String field(String report, String name) {
        Matcher line = Pattern.compile("(?im)^" + name + ": *(.*?)\\s*$").matcher(report);
        return line.find() ? line.group(1) : "no " + name;
    }
}
