package org.comity.desk.api;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import org.comity.delivery.as2.ForeignPartner;
import org.comity.delivery.as2.KnownPartners;
import org.comity.envelope.AttachedBytes;
import org.comity.envelope.Receipt;
import org.comity.envelope.ReceiptFacts;
import org.comity.envelope.Receipts;
import org.comity.envelope.Recipient;
import org.comity.envelope.SealedMessage;
import org.comity.envelope.Sealer;
import org.comity.messages.AttachmentManifest;
import org.comity.messages.Content;
import org.comity.messages.Digest;
import org.comity.messages.Message;
import org.comity.messages.MessageId;
import org.comity.messages.SignedHeaders;
import org.comity.partners.AgencyId;
import org.comity.partners.Allowances;
import org.comity.partners.As2Channel;
import org.comity.partners.CertificateUse;
import org.comity.partners.Partner;
import org.comity.problems.Problem;
import org.comity.schemas.MessageXml;
import org.comity.trust.PartnerTls;
import org.comity.trust.TestAuthority;
import org.comity.trust.TestAuthority.Member;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * A partner on real TLS: it answers what the gateway sends with signed receipts, or with what a test wants, and sends sealed messages
 * of its own to the partners' port.
 */
final class PlayedPartner {
    private final Clock clock = Clock.systemUTC();
    private final Member them;
    private final Member us;
    private final JdbcClient jdbc;
    private final ForeignPartner gateway;
    private final Receipts receipts;
    private final PartnerTls tls;
    private final Sealer sealer = new Sealer(clock);
    private final MessageXml xml = new MessageXml();

    final List<MessageId> received = new CopyOnWriteArrayList<>();
    private volatile ForeignPartner.Behaviour behaviour = this::accept;

    /** @param jdbc of the gateway under test: the receipt names the MIC that it stored when it sealed */
    PlayedPartner(TestAuthority authority, Member us, Member them, JdbcClient jdbc) {
        this.us = us;
        this.them = them;
        this.jdbc = jdbc;
        var paths = authority.pathsAt(clock.instant());
        this.receipts = new Receipts(clock, paths);
        this.tls = new PartnerTls(them.keys(), new KnownPartners(us.partner(), them.partner()), paths, clock);
        try {
            this.gateway = new ForeignPartner(tls.server(them.id()));
        } catch (IOException noPort) {
            throw new IllegalStateException(noPort);
        }
        gateway.behaves(exchange -> behaviour.answer(exchange));
    }

    /** As the registry of the gateway under test holds it. */
    Partner partner(String country) {
        return partner(country, true);
    }

    /** @param legacy with its RSA key, which tests take from a pool of four; a registry holds each key once */
    Partner partner(String country, boolean legacy) {
        Partner p = them.partner();
        return new Partner(
                p.id(),
                p.name(),
                country,
                p.zone(),
                p.officeHours(),
                p.languages(),
                p.contacts(),
                Optional.of(new As2Channel(gateway.url(), Optional.empty())),
                p.anchors(),
                p.revocationLists(),
                p.certificates().stream()
                        .filter(certificate -> legacy || certificate.use() != CertificateUse.LEGACY_ENCRYPTION)
                        .toList(),
                p.allowances(),
                p.state());
    }

    void accepts() {
        behaviour = this::accept;
    }

    /** A signed negative receipt. */
    void turnsAway(Problem... problems) {
        behaviour = exchange -> answer(exchange, List.of(problems));
    }

    /** Takes the request and says nothing, for longer than a test lasts or until the caller hangs up. */
    void hangs() {
        behaviour = exchange -> {
            received.add(id(exchange));
            try {
                Thread.sleep(Duration.ofMinutes(5));
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
            }
        };
    }

    AgencyId id() {
        return them.id();
    }

    void answers(int status) {
        behaviour = exchange -> {
            received.add(id(exchange));
            ForeignPartner.write(exchange, status, "text/plain", new byte[0]);
        };
    }

    /** Sends {@code content} to the partners' port and gives the HTTP status of the answer. */
    MessageId send(int port, Content content, MessageId id, AttachedBytes... files) throws Exception {
        return send(port, content, id, clock.instant(), files);
    }

    /** @param created to the second */
    MessageId send(int port, Content content, MessageId id, Instant created, AttachedBytes... files) throws Exception {
        Instant made = created.truncatedTo(ChronoUnit.SECONDS);
        SignedHeaders headers = new SignedHeaders(id, them.id(), us.id(), made, made.plus(Duration.ofHours(1)), true);
        List<AttachmentManifest> manifests = List.of(files).stream()
                .map(file -> new AttachmentManifest(
                        file.name(), file.mediaType(), Digest.of(file.bytes()), file.bytes().length, 0))
                .toList();
        SealedMessage sealed = sealer.seal(
                headers,
                xml.write(new Message(headers, content, manifests)),
                List.of(files),
                them.keys().signing(them.id()),
                new Recipient(us.certificate(CertificateUse.ENCRYPTION), Allowances.NONE));
        HttpRequest post = HttpRequest.newBuilder(URI.create("https://localhost:" + port + "/as2"))
                .header("AS2-Version", "1.2")
                .header("AS2-From", them.id().value())
                .header("AS2-To", us.id().value())
                .header("Message-ID", id.inBrackets())
                .header("MIME-Version", "1.0")
                .header("Content-Type", SealedMessage.CONTENT_TYPE)
                .header("Disposition-Notification-To", them.id().value())
                .header(
                        "Disposition-Notification-Options",
                        "signed-receipt-protocol=required, pkcs7-signature; signed-receipt-micalg=required, sha-256")
                .POST(BodyPublishers.ofByteArray(sealed.bytes()))
                .build();
        try (HttpClient client = HttpClient.newBuilder()
                .sslContext(tls.client(them.id(), us.partner()))
                .version(HttpClient.Version.HTTP_1_1)
                .build()) {
            HttpResponse<String> answer = client.send(post, BodyHandlers.ofString());
            if (answer.statusCode() != 200 || !answer.body().contains("processed")) {
                throw new AssertionError("HTTP " + answer.statusCode() + "\n" + answer.body());
            }
        }
        return id;
    }

    MessageId newId() {
        return new MessageId(UUID.randomUUID(), them.id());
    }

    private void accept(HttpExchange exchange) throws IOException {
        answer(exchange, List.of());
    }

    private void answer(HttpExchange exchange, List<Problem> problems) throws IOException {
        MessageId id = id(exchange);
        received.add(id);
        Digest mic = new Digest(jdbc.sql("select mic from message where id = ?")
                .param(id.toString())
                .query(String.class)
                .single());
        Receipt receipt = receipts.receipt(
                new ReceiptFacts(id, them.id(), mic, problems), them.keys().signing(them.id()));
        ForeignPartner.write(exchange, 200, receipt.contentType(), receipt.body());
    }

    private static MessageId id(HttpExchange exchange) {
        String header = exchange.getRequestHeaders().getFirst("Message-ID");
        return MessageId.parse(header.substring(1, header.length() - 1)).orElseThrow();
    }
}
