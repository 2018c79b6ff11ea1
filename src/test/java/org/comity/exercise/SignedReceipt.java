package org.comity.exercise;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.HexFormat;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.comity.envelope.Openssl;

/**
 * A receipt whose signature openssl has verified, without any code of ours.
 *
 * @param message id of the message that it is for
 * @param mic SHA-256 of the signed part that arrived, in hexadecimal
 */
record SignedReceipt(String message, String mic, String disposition) {

    /**
     * @param receipt as the REST interface hands it out
     * @param authority PEM file: who may have issued the signer's certificate
     */
    static SignedReceipt verified(Path work, byte[] receipt, Path authority) {
        Openssl openssl = new Openssl(work).write("receipt.eml", receipt);
        openssl.run(
                "cms",
                "-verify",
                "-in",
                "receipt.eml",
                "-CAfile",
                authority.toAbsolutePath().toString(),
                "-purpose",
                "smimesign",
                "-out",
                "report.txt");
        String report = new String(openssl.read("report.txt"), StandardCharsets.US_ASCII);
        String[] mic = field(report, "Received-Content-MIC").split(", *", 2);
        return new SignedReceipt(
                field(report, "Original-Message-ID").replaceAll("[<>]", ""),
                HexFormat.of().formatHex(Base64.getDecoder().decode(mic[0])),
                field(report, "Disposition"));
    }

    private static String field(String report, String name) {
        Matcher line = Pattern.compile("(?im)^" + name + ": *(.*?)\\s*$").matcher(report);
        if (!line.find()) {
            throw new AssertionError("the receipt has no " + name + ": " + report);
        }
        return line.group(1);
    }
}
