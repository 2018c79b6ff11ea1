package org.comity.delivery.as2;

import static org.comity.delivery.as2.WholeGateway.AUTHORITY;
import static org.comity.delivery.as2.WholeGateway.CLOCK;
import static org.comity.delivery.as2.WholeGateway.PATHS;
import static org.comity.delivery.as2.WholeGateway.US;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import org.comity.envelope.Acceptance;
import org.comity.envelope.Arrival;
import org.comity.envelope.OpenedMessage;
import org.comity.envelope.Opener;
import org.comity.envelope.Opening;
import org.comity.envelope.Receipt;
import org.comity.envelope.ReceiptFacts;
import org.comity.envelope.Receipts;
import org.comity.envelope.Recipient;
import org.comity.envelope.SealedEnvelope;
import org.comity.envelope.SealedMessage;
import org.comity.envelope.Sealer;
import org.comity.envelope.VerifiedReceipt;
import org.comity.messages.Content;
import org.comity.messages.Digest;
import org.comity.messages.Message;
import org.comity.messages.MessageId;
import org.comity.messages.SignedHeaders;
import org.comity.partners.AgencyId;
import org.comity.partners.Allowances;
import org.comity.partners.CertificateUse;
import org.comity.partners.Partner;
import org.comity.partners.PartnerState;
import org.comity.problems.Checked;
import org.comity.problems.Problem;
import org.comity.schemas.MessageXml;
import org.comity.trust.PartnerTls;
import org.comity.trust.TestAuthority.Member;

/** A partner of the {@link WholeGateway}, on the other side of its real ports: seals, posts, takes in, gives receipts, as told. */
final class ForeignAgency implements AutoCloseable {
    private static final MessageXml XML = new MessageXml();

    final Member member;
    final ForeignPartner server;
    final List<OpenedMessage> opened = new CopyOnWriteArrayList<>();

    private final WholeGateway gateway;
    private final Receipts receipts = new Receipts(CLOCK, PATHS);
    private final HttpClient client;
    private Partner profile;

    private ForeignAgency(WholeGateway gateway, Member member) {
        this.gateway = gateway;
        this.member = member;
        try {
            this.server = new ForeignPartner(tls().server(member.id()));
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
        this.client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .sslContext(tls().client(member.id(), US.partner()))
                .build();
        this.profile = joins(Optional.empty(), PartnerState.ACTIVE);
        server.behaves(exchange -> answer(exchange, List.of()));
    }

    /** A new agency, active, that takes everything and gives proper receipts at once. */
    static ForeignAgency joins(WholeGateway gateway, String id) {
        return new ForeignAgency(gateway, AUTHORITY.member(id));
    }

    /** Its profile at the gateway says so from now on. */
    Partner joins(Optional<URI> receiptsTo, PartnerState state) {
        profile = gateway.joins(member, server.url(), receiptsTo, state, Allowances.NONE);
        return profile;
    }

    Partner profile() {
        return profile;
    }

    AgencyId id() {
        return member.id();
    }

    MessageId newId() {
        return new MessageId(UUID.randomUUID(), id());
    }

    SignedHeaders headers(MessageId id) {
        var now = CLOCK.instant().truncatedTo(ChronoUnit.SECONDS);
        return new SignedHeaders(id, id(), US.id(), now, now.plus(Duration.ofDays(3)), false);
    }

    byte[] xml(SignedHeaders headers, Content content) {
        return XML.write(new Message(headers, content, List.of()));
    }

    SealedMessage seal(Content content) {
        SignedHeaders headers = headers(newId());
        return seal(headers, xml(headers, content));
    }

    SealedMessage seal(SignedHeaders headers, byte[] xml) {
        return seal(headers, xml, member);
    }

    SealedMessage seal(SignedHeaders headers, byte[] xml, Member signer) {
        return new Sealer(CLOCK)
                .seal(
                        headers,
                        xml,
                        List.of(),
                        signer.keys().signing(signer.id()),
                        new Recipient(US.certificate(CertificateUse.ENCRYPTION), Allowances.NONE));
    }

    /** For a client of its own that knows the gateway's certificate. */
    SSLContext trusting() {
        return tls().client(member.id(), US.partner());
    }

    HttpRequest.Builder request(MessageId id) {
        return HttpRequest.newBuilder(gateway.messages())
                .timeout(Duration.ofMinutes(3))
                .header("AS2-Version", "1.2")
                .header("AS2-From", id().value())
                .header("AS2-To", US.id().value())
                .header("Message-ID", id.inBrackets())
                .header("Content-Type", "application/pkcs7-mime; smime-type=authEnveloped-data; name=smime.p7m");
    }

    HttpResponse<byte[]> posts(SealedMessage sealed) throws IOException, InterruptedException {
        return posts(sealed.id(), sealed.bytes());
    }

    HttpResponse<byte[]> posts(MessageId id, byte[] body) throws IOException, InterruptedException {
        return sends(request(id).POST(BodyPublishers.ofByteArray(body)));
    }

    HttpResponse<byte[]> sends(HttpRequest.Builder request) throws IOException, InterruptedException {
        return client.send(request.build(), BodyHandlers.ofByteArray());
    }

    /** A bare connection to the gateway's port, with its certificate. */
    SSLSocket connects() throws IOException {
        SSLSocket socket = (SSLSocket) tls().client(id(), US.partner())
                .getSocketFactory()
                .createSocket("localhost", gateway.messages().getPort());
        socket.setSoTimeout(60_000);
        socket.startHandshake();
        return socket;
    }

    /** Posts a receipt of its own accord. */
    HttpResponse<byte[]> postsReceipt(Receipt receipt) throws IOException, InterruptedException {
        return sends(HttpRequest.newBuilder(gateway.receipts())
                .timeout(Duration.ofMinutes(3))
                .header("AS2-From", id().value())
                .header("AS2-To", US.id().value())
                .header("Content-Type", receipt.contentType())
                .POST(BodyPublishers.ofByteArray(receipt.body())));
    }

    /** The gateway's receipt in an answer, with its signature and MIC verified as an honest partner would. */
    Checked<VerifiedReceipt> verify(HttpResponse<byte[]> answer, SealedMessage sealed) {
        return verify(answer.headers().firstValue("Content-Type").orElse(""), answer.body(), sealed);
    }

    Checked<VerifiedReceipt> verify(String contentType, byte[] body, SealedMessage sealed) {
        return Receipt.received(contentType, body)
                .then(receipt -> receipts.verify(receipt, sealed.id(), sealed.mic(), US.partner(), CLOCK.instant()));
    }

    /** Takes in what the gateway posts and gives a receipt in the answer. */
    void answer(HttpExchange exchange, List<Problem> problems) throws IOException {
        Receipt receipt = receiptFor(takesIn(exchange), problems);
        ForeignPartner.write(exchange, 200, receipt.contentType(), receipt.body());
    }

    OpenedMessage takesIn(HttpExchange exchange) {
        OpenedMessage message = open(ForeignPartner.body(exchange), id(exchange));
        opened.add(message);
        return message;
    }

    static MessageId id(HttpExchange exchange) {
        return MessageId.parse(exchange.getRequestHeaders().getFirst("Message-ID"))
                .orElseThrow();
    }

    Receipt receiptFor(OpenedMessage message, List<Problem> problems) {
        return receiptFor(message.headers().orElseThrow().id(), message.mic(), problems);
    }

    Receipt receiptFor(MessageId id, Digest mic, List<Problem> problems) {
        return receipts.receipt(
                new ReceiptFacts(id, id(), mic, problems), member.keys().signing(id()));
    }

    /** What the gateway has said to it so far. */
    List<Content> heard() {
        return opened.stream()
                .map(message -> XML.read(message.xml(), message.headers()))
                .map(read -> switch (read) {
                    case Checked.Passed<?>(var valid) ->
                        ((org.comity.schemas.ValidMessage) valid).message().content();
                    case Checked.Failed<?>(var problems) -> throw new AssertionError(problems.toString());
                })
                .toList();
    }

    private OpenedMessage open(byte[] bytes, MessageId id) {
        Opener opener = new Opener(member.keys(), PATHS, new Acceptance(false));
        Checked<SealedEnvelope> sealed = SealedEnvelope.parse(bytes);
        Opening opening = opener.open(
                ((Checked.Passed<SealedEnvelope>) sealed).value(),
                new Arrival(id(), US.partner(), id, CLOCK.instant()));
        return ((Opening.Opened) opening).message();
    }

    private PartnerTls tls() {
        return new PartnerTls(member.keys(), new KnownPartners(US.partner(), member.partner()), PATHS, CLOCK);
    }

    @Override
    public void close() {
        server.close();
        client.close();
    }
}
