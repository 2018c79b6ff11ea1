package org.comity.peer;

import com.helger.as2lib.client.AS2Client;
import com.helger.as2lib.client.AS2ClientRequest;
import com.helger.as2lib.client.AS2ClientResponse;
import com.helger.as2lib.client.AS2ClientSettings;
import com.helger.as2lib.crypto.ECryptoAlgorithmCrypt;
import com.helger.as2lib.crypto.ECryptoAlgorithmSign;
import com.helger.as2lib.crypto.IMICMatchingHandler;
import com.helger.as2lib.exception.AS2Exception;
import com.helger.as2lib.message.AS2Message;
import com.helger.as2lib.message.IMessage;
import com.helger.as2lib.processor.sender.AS2SenderModule;
import com.helger.as2lib.session.AS2ComponentDuplicateException;
import com.helger.as2lib.session.AS2Session;
import com.helger.security.keystore.EKeyStoreType;
import java.io.ByteArrayOutputStream;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import javax.net.ssl.HostnameVerifier;
import javax.net.ssl.SSLContext;
import org.apache.hc.client5.http.ssl.DefaultHostnameVerifier;
import org.jspecify.annotations.Nullable;
import org.springframework.util.unit.DataSize;

/** A process that seals, posts, and verifies the receipts, and prints what both processes spent. */
final class PeerSender {
    private static final double NANOS = 1e9;
    private static final int FEWER_LARGE = 10;

    private final AS2Client client;
    private final AS2ClientSettings settings;
    private final AtomicLong equal = new AtomicLong();
    private final long receiver;

    private PeerSender(Path keys, int port, long receiver) throws Exception {
        this.receiver = receiver;
        this.client = new Quick(PeerSession.of(keys, PeerKeys.SENDER));
        SSLContext tls = PeerKeys.tls(keys, PeerKeys.SENDER);
        client.setAS2SenderModuleFactory(() -> new Posting(tls));
        this.settings = settings(keys, port);
    }

    /** @param words directory of the keys, port and process id of the receiver, exchanges of a round, rounds */
    public static void main(String[] words) throws Exception {
        PeerSender sender = new PeerSender(Path.of(words[0]), Integer.parseInt(words[1]), Long.parseLong(words[2]));
        int exchanges = Integer.parseInt(words[3]);
        int rounds = Integer.parseInt(words[4]);
        sender.round(new byte[10 * 1024], exchanges, 8); // warms up
        for (int inFlight : new int[] {8, 1}) {
            for (String size : new String[] {"10KB", "1MB"}) {
                byte[] content = new byte[(int) DataSize.parse(size).toBytes()];
                new Random(1).nextBytes(content);
                int count = size.equals("1MB") ? exchanges / FEWER_LARGE : exchanges;
                System.out.println("\n  " + size + ", " + inFlight + " in flight");
                for (int round = 0; round < rounds; round++) {
                    System.out.println("    " + sender.round(content, count, inFlight));
                }
            }
        }
        System.exit(0); // threads of the library stay
    }

    private String round(byte[] content, int count, int inFlight) throws Exception {
        List<Callable<Long>> tasks = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            tasks.add(() -> send(content));
        }
        long before = equal.get();
        long here = cpu(ProcessHandle.current().pid());
        long there = cpu(receiver);
        long begun = System.nanoTime();
        List<Long> took = new ArrayList<>();
        try (ExecutorService senders = Executors.newFixedThreadPool(inFlight)) {
            for (Future<Long> one : senders.invokeAll(tasks)) {
                took.add(one.get());
            }
        }
        double seconds = (System.nanoTime() - begun) / NANOS;
        if (equal.get() != before + count) {
            throw new IllegalStateException(
                    "of " + count + " receipts " + (equal.get() - before) + " name the MIC of their message");
        }
        took.sort(null);
        double ours = (cpu(ProcessHandle.current().pid()) - here) / (double) count;
        double theirs = (cpu(receiver) - there) / (double) count;
        return String.format(
                Locale.ROOT,
                "%d exchanges in %.2f s: %.0f a second; p50 %d ms, p95 %d ms, p99 %d ms; each %.2f ms CPU (sender %.2f, receiver %.2f); load %.1f",
                count,
                seconds,
                count / seconds,
                took.get(count / 2),
                took.get(count * 95 / 100),
                took.get(count * 99 / 100),
                ours + theirs,
                ours,
                theirs,
                ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage());
    }

    /** @return milliseconds, sealing included, to the verified receipt */
    private long send(byte[] content) {
        long begun = System.nanoTime();
        AS2ClientRequest request = new AS2ClientRequest("measured");
        request.setContentType("application/octet-stream");
        request.setData(content);
        AS2ClientResponse response = client.sendSynchronous(settings, request);
        if (response.hasException()) {
            throw new IllegalStateException(response.getException());
        }
        String disposition = String.valueOf(response.getMDNDisposition());
        if (!disposition.endsWith("processed") || response.getMDNVerificationCertificate() == null) {
            throw new IllegalStateException("no signed receipt: " + disposition);
        }
        return Duration.ofNanos(System.nanoTime() - begun).toMillis();
    }

    private AS2ClientSettings settings(Path keys, int port) throws Exception {
        ByteArrayOutputStream store = new ByteArrayOutputStream();
        PeerKeys.messages(keys, PeerKeys.SENDER).store(store, PeerKeys.PASSWORD);
        AS2ClientSettings made = new AS2ClientSettings();
        made.setKeyStore(EKeyStoreType.PKCS12, store.toByteArray(), new String(PeerKeys.PASSWORD));
        made.setSenderData(PeerKeys.SENDER, "sender@localhost", PeerKeys.SENDER);
        made.setReceiverData(PeerKeys.RECEIVER, PeerKeys.RECEIVER, "https://localhost:" + port + "/as2");
        made.setPartnershipName("measured");
        made.setEncryptAndSign(ECryptoAlgorithmCrypt.CRYPT_AES256_GCM, ECryptoAlgorithmSign.RSASSA_PSS_WITH_SHA256);
        made.setMDNOptions(
                "signed-receipt-protocol=required, pkcs7-signature; signed-receipt-micalg=required, rsassa-pss-sha-256");
        made.setRetryCount(0);
        made.setMICMatchingHandler(new Comparison(equal));
        return made;
    }

    /** Milliseconds. */
    private static long cpu(long pid) {
        return ProcessHandle.of(pid)
                .flatMap(process -> process.info().totalCpuDuration())
                .orElseThrow()
                .toMillis();
    }

    /** Reads the key file once, where the library reads it for every message. */
    private static final class Quick extends AS2Client {
        private final AS2Session made;

        Quick(AS2Session made) {
            this.made = made;
        }

        @Override
        protected void initCertificateFactory(AS2ClientSettings settings, AS2Session session)
                throws AS2ComponentDuplicateException {
            try {
                session.setCertificateFactory(made.getCertificateFactory());
            } catch (AS2ComponentDuplicateException twice) {
                throw twice;
            } catch (AS2Exception missing) {
                throw new IllegalStateException(missing);
            }
        }
    }

    /** Shows a client certificate and believes one server, where the library believes all; keeps the context, so that sessions are resumed. */
    private static final class Posting extends AS2SenderModule {
        private final SSLContext tls;

        Posting(SSLContext tls) {
            this.tls = tls;
        }

        @Override
        public SSLContext createSSLContext() {
            return tls;
        }

        /** Where the library writes a line to its log and calls the message sent. */
        @Override
        protected void onReceivedMDNError(AS2Message message, AS2Exception problem) throws AS2Exception {
            throw problem;
        }

        @Override
        public HostnameVerifier createHostnameVerifier() {
            return new DefaultHostnameVerifier();
        }
    }

    private record Comparison(AtomicLong equal) implements IMICMatchingHandler {
        @Override
        public void onMICMatch(IMessage message, String mic) {
            equal.incrementAndGet();
        }

        @Override
        public void onMICMismatch(IMessage message, @Nullable String sent, @Nullable String received) {
            throw new IllegalStateException("the receipt is of other bytes: " + received + ", not " + sent);
        }
    }
}
