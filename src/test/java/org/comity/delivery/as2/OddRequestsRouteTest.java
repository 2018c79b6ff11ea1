package org.comity.delivery.as2;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import java.util.stream.Stream;
import javax.net.ssl.SSLSocket;
import org.comity.envelope.SealedMessage;
import org.comity.messages.MessageId;
import org.comity.messages.Ping;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * THREAT-109: requests that two readers could cut differently, over a raw TLS connection, each with a second request behind it. Whatever the
 * first is taken for, it is refused, the connection ends, and nobody answers what was hidden in it.
 */
class OddRequestsRouteTest {
    private static final WholeGateway GATEWAY = WholeGateway.shared();
    private static final ForeignAgency THEM = ForeignAgency.joins(GATEWAY, "odd-agency");
    private static final String HIDDEN = "GET /hidden HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n";

    /** Milliseconds: every connection here ends long before, by its first answer or by what is hidden. */
    private static final int PATIENCE = 60_000;

    private static final String CHUNKED = "Transfer-Encoding: chunked\r\n\r\n";
    private static final String END = "0\r\n\r\n";

    static Stream<Arguments> odd() {
        return Stream.of(
                Arguments.of("length twice", head() + "Content-Length: 5\r\nContent-Length: 0\r\n\r\nhello"),
                Arguments.of("the same length twice", head() + "Content-Length: 5\r\nContent-Length: 5\r\n\r\nhello"),
                Arguments.of("a list of lengths", head() + "Content-Length: 5, 5\r\n\r\nhello"),
                Arguments.of("a negative length", head() + "Content-Length: -1\r\n\r\n"),
                Arguments.of("a length with a sign", head() + "Content-Length: +5\r\n\r\nhello"),
                Arguments.of("a length in hexadecimal", head() + "Content-Length: 0x5\r\n\r\nhello"),
                Arguments.of("length, then chunks", head() + "Content-Length: 5\r\n" + CHUNKED + END),
                Arguments.of("chunks, then length", head() + CHUNKED.strip() + "\r\nContent-Length: 5\r\n\r\n" + END),
                Arguments.of("another transfer coding", head() + CHUNKED.replace("chunked", "xchunked") + END),
                Arguments.of("two transfer codings", head() + "Transfer-Encoding: identity\r\n" + CHUNKED + END),
                Arguments.of("a hidden transfer coding", head() + CHUNKED.replace(": ", ":\u000b") + END),
                Arguments.of("chunks in HTTP/1.0", head().replace("HTTP/1.1", "HTTP/1.0") + CHUNKED + END),
                Arguments.of("a negative chunk", head() + CHUNKED + "-1\r\nx\r\n" + END),
                Arguments.of("a chunk beyond all numbers", head() + CHUNKED + "fffffffffffffffff\r\nx\r\n" + END),
                Arguments.of("a long extension", head() + CHUNKED + "1;" + "a".repeat(20_000) + "\r\nx\r\n" + END),
                Arguments.of("a line in an extension", head() + CHUNKED + "1;a\nx\r\nx\r\n" + END),
                Arguments.of("bare line feeds in chunks", head() + CHUNKED + "1\nx\n0\n\n"),
                Arguments.of("a chunk longer than it says", head() + CHUNKED + "1\r\nxy" + END),
                Arguments.of("bare line feeds", (head() + "Content-Length: 0\r\n\r\n").replace("\r\n", "\n")),
                Arguments.of("a bare carriage return", head() + "X-A: a\rContent-Length: 5\r\n\r\n"),
                Arguments.of("a folded length", head() + "X-A: a\r\n Content-Length: 5\r\n\r\n"),
                Arguments.of("NUL in a header", head() + "X-A: a\u0000b\r\nContent-Length: 0\r\n\r\n"),
                Arguments.of("a blank before the colon", head() + "Content-Length : 5\r\n\r\nhello"),
                Arguments.of("no colon", head() + "Content-Length\r\n\r\n"),
                Arguments.of("another host in the target", head().replace("/as2", "http://other/as2") + "\r\n"),
                Arguments.of("two hosts", head() + "Host: other\r\nContent-Length: 0\r\n\r\n"),
                Arguments.of("no host", head().replace("Host: localhost\r\n", "") + "\r\n"),
                Arguments.of("a blank in the path", head().replace("/as2", "/as2 /x") + "\r\n"),
                Arguments.of("a call of no resource", head().replace("POST /as2", "OPTIONS *") + "\r\n"),
                Arguments.of("a target that is no path", head().replace("/as2", "/%zz") + "\r\n"),
                Arguments.of("a tunnel", head().replace("POST /as2", "CONNECT localhost:1") + "\r\n"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("odd")
    void isRefusedAndNothingHiddenInItIsAnswered(String what, String request) throws Exception {
        try (SSLSocket socket = THEM.connects()) {
            String heard = Stranger.hears(socket, bytes(request + HIDDEN), PATIENCE);
            assertThat(heard).as(what).matches("(?s)HTTP/1\\.1 (400|501) .*\\[closed\\]");
            assertThat(heard.split("HTTP/1\\.1 \\d", -1))
                    .as("one answer and no more: " + heard)
                    .hasSize(2);
            assertThat(heard).doesNotContain("E-DEL-09"); // what the hidden one would have heard
            assertThat(heard).contains("Content-Type: application/problem+json").doesNotContain("<html");
        }
    }

    /** What Tomcat takes by itself: each carries a message that would be received. */
    @ParameterizedTest
    @ValueSource(strings = {"length and chunks", "chunks and length", "bare line feeds", "one bare line feed"})
    void isRefusedThoughAMessageIsInItThatWouldBeReceived(String what) throws Exception {
        SealedMessage sealed = THEM.seal(new Ping("odd"));
        byte[] body = sealed.bytes();
        String length = "Content-Length: " + body.length + "\r\n";
        String chunk = Integer.toHexString(body.length) + "\r\n";
        String head = whole(sealed);
        byte[] request = switch (what) {
            case "length and chunks" -> join(head + "Content-Length: 5\r\n" + CHUNKED + chunk, body, "\r\n" + END);
            case "chunks and length" ->
                join(head + CHUNKED.strip() + "\r\ncontent-length: 5\r\n\r\n" + chunk, body, "\r\n" + END);
            case "bare line feeds" -> join((head + length + "\r\n").replace("\r\n", "\n"), body, "");
            default -> join(head.replaceFirst("\r\n", "\n") + length + "\r\n", body, "");
        };
        try (SSLSocket socket = THEM.connects()) {
            String heard = Stranger.hears(socket, request, PATIENCE);
            assertThat(heard).as(what).matches("(?s)HTTP/1\\.1 400 .*E-DEL-11.*\\[closed\\]");
        }
        assertThat(THEM.verify(THEM.posts(sealed), sealed).problems())
                .as("the message itself is sound")
                .isEmpty();
    }

    /** RFC 9112 5.2 lets Tomcat make blanks of a folded line's end: what is on it is no header of its own, and cuts nothing. */
    @Test
    void aLengthOnAFoldedLineIsNoLength() throws Exception {
        SealedMessage sealed = THEM.seal(new Ping("odd"));
        byte[] body = sealed.bytes();
        String folded = whole(sealed) + "X-A: a\r\n Content-Length: 5\r\nContent-Length: " + body.length + "\r\n\r\n";
        try (SSLSocket socket = THEM.connects()) {
            String heard = Stranger.hears(socket, join(folded, body, HIDDEN), PATIENCE);
            assertThat(heard).startsWith("HTTP/1.1 200 ").contains("E-DEL-09").contains("multipart/signed");
            assertThat(heard.split("HTTP/1\\.1 \\d", -1))
                    .as("both requests, each whole")
                    .hasSize(3);
        }
    }

    /** DEL-07: turned away by what it announces, before it takes room from anybody, whatever its length comes to when it is multiplied. */
    @ParameterizedTest
    @ValueSource(longs = {20_000_000_000L, 4611685468671573760L, 4611686018427387648L, Long.MAX_VALUE})
    void aLengthBeyondAllBoundsIsTooLong(long length) throws Exception {
        try (SSLSocket socket = THEM.connects()) {
            assertThat(Stranger.hears(socket, bytes(head() + "Content-Length: " + length + "\r\n\r\n"), PATIENCE))
                    .matches("(?s)HTTP/1\\.1 413 .*E-DEL-07.*\\[closed\\]");
        }
    }

    /** DEL-11: our receipt would name an id that is somebody else's (THREAT-85). */
    @Test
    void refusesAnIdOfAnotherAgency() throws Exception {
        SealedMessage sealed = THEM.seal(new Ping("odd"));
        HttpResponse<byte[]> answer =
                THEM.posts(new MessageId(UUID.randomUUID(), WholeGateway.US.id()), sealed.bytes());
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(new String(answer.body(), StandardCharsets.UTF_8)).contains("E-DEL-11");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET /sign-in HTTP/1.1\nHost: localhost\n\n",
                "POST /sign-in HTTP/1.1\r\nHost: localhost\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
                "OPTIONS * HTTP/1.1\r\nHost: localhost\r\n\r\n",
                "GET /a b HTTP/1.1\r\nHost: localhost\r\n\r\n",
                "GET /%zz HTTP/1.1\r\nHost: localhost\r\n\r\n",
            })
    void theOfficersPortRefusesTheSame(String request) throws Exception {
        try (SSLSocket socket = Stranger.connects(GATEWAY.officersPort())) {
            assertThat(Stranger.hears(socket, bytes(request), PATIENCE))
                    .matches("(?s)HTTP/1\\.1 400 .*application/problem\\+json.*about:blank.*\\[closed\\]")
                    .doesNotContain("<html", "Allow:");
        }
    }

    /** The bounds of that port as the page of operators has them. */
    @Test
    void headersAndPartsOfACallToTheOfficersPortAreBounded() throws Exception { // THREAT-108
        String call = "GET /sign-in HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nX-A: ";
        assertThat(officersHear(call + "a".repeat(15_000) + "\r\n\r\n")).startsWith("HTTP/1.1 200");
        assertThat(officersHear(call + "a".repeat(17_000) + "\r\n\r\n")).startsWith("HTTP/1.1 400");
        assertThat(officersHear(parts(1_000))).contains("E-DSK").doesNotContain("E-DSK-08");
        assertThat(officersHear(parts(1_001))).contains("HTTP/1.1 413", "E-DSK-08");
    }

    /** Whatever a stranger sends there, nobody reads it in search of a form: the answer comes while the body goes on. */
    @ParameterizedTest
    @ValueSource(
            strings = {"PUT /api/v1/requests", "PATCH /api/v1/requests", "DELETE /api/v1/requests", "PUT /sign-in"})
    void aFormWithoutEndIsAnsweredUnreadAtTheOfficersPort(String call) throws Exception { // DSK-08, THREAT-108
        String head = call + " HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/x-www-form-urlencoded\r\n";
        assertThat(officersHear(head + CHUNKED + "110000\r\na=" + "b".repeat(0x110000 - 2) + "\r\n"))
                .matches(call.contains("/api/") ? "(?s)HTTP/1\\.1 401 .*E-DSK-02.*" : "(?s)HTTP/1\\.1 (302|403) .*");
        assertThat(officersHear(head + "Content-Length: 1048577\r\n\r\n")).matches("(?s)HTTP/1\\.1 413 .*E-DSK-08.*");
    }

    /** Files go to disk before a handler sees them: a stranger's are refused before a byte of them is taken. */
    @ParameterizedTest
    @CsvSource({
        "POST /sign-in, 302, ''",
        "GET /sign-in?x=1, 302, ''",
        "POST /requests/new/upload, 302, ''",
        "POST /calendar/secret, 405, ''",
        "POST /as2, 404, ''",
        "POST /api/v1/requests, 401, ''",
        "POST /api/v1/requests, 401, application/xhtml+xml",
        "POST /nothing;x, 400, ''"
    })
    void filesOfAStrangerAreNotTaken(String call, int status, String accepted) throws Exception { // THREAT-108
        String upload = call + " HTTP/1.1\r\nHost: localhost\r\nAccept: " + accepted + "\r\n"
                + "Content-Type: multipart/form-data; boundary=b\r\nContent-Length: 1000000\r\n\r\n"
                + "--b\r\nContent-Disposition: form-data; name=\"f\"; filename=\"f\"\r\n\r\n" + "x".repeat(100_000);
        assertThat(officersHear(upload)).startsWith("HTTP/1.1 " + status + " ");
    }

    private static String officersHear(String call) throws Exception {
        try (SSLSocket socket = Stranger.connects(GATEWAY.officersPort())) {
            return Stranger.hears(socket, bytes(call), PATIENCE);
        }
    }

    private static String parts(int many) {
        String body = "--b\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\n1\r\n".repeat(many) + "--b--\r\n";
        return "POST /api/v1/requests HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nAuthorization: Bearer "
                + Officer.named(WholeGateway.LIAISON, GATEWAY, THEM).token()
                + "\r\nIdempotency-Key: " + UUID.randomUUID()
                + "\r\nContent-Type: multipart/form-data; boundary=b\r\nContent-Length: " + body.length()
                + "\r\n\r\n" + body;
    }

    private static String whole(SealedMessage sealed) {
        return "POST /as2 HTTP/1.1\r\nHost: localhost\r\nAS2-Version: 1.2\r\nAS2-From: " + THEM.id()
                + "\r\nAS2-To: us-agency\r\nMessage-ID: " + sealed.id().inBrackets()
                + "\r\nContent-Type: application/pkcs7-mime; smime-type=authEnveloped-data; name=smime.p7m\r\n";
    }

    private static byte[] join(String head, byte[] body, String tail) {
        return bytes(head + new String(body, StandardCharsets.ISO_8859_1) + tail);
    }

    @Test
    void whatIsHiddenWouldHaveBeenAnsweredByItself() throws Exception {
        try (SSLSocket socket = THEM.connects()) {
            assertThat(Stranger.hears(socket, bytes(HIDDEN), PATIENCE)).contains("E-DEL-09");
        }
    }

    @Test
    void theHostThatACallerNamesIsNotRepeated() throws Exception {
        for (String path : new String[] {"/", "/requests", "/sign-in?x", "/error", "/nothing"}) {
            try (SSLSocket socket = Stranger.connects(GATEWAY.officersPort())) {
                String call = "GET " + path + " HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n";
                String heard = Stranger.hears(socket, bytes(call), PATIENCE);
                assertThat(heard).as(path).startsWith("HTTP/1.1 ").doesNotContain("evil.example", " 999");
            }
        }
    }

    private static String head() {
        return "POST /as2 HTTP/1.1\r\nHost: localhost\r\nAS2-From: " + THEM.id()
                + "\r\nAS2-To: us-agency\r\nMessage-ID: " + THEM.newId().inBrackets() + "\r\n";
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }
}
