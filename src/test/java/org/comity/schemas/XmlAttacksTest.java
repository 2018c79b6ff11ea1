package org.comity.schemas;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.comity.problems.Problem;
import org.comity.problems.ProblemType;
import org.comity.problems.SchemaProblem;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What hostile documents meet. A canary listens on loopback for whoever fetches anything. */
class XmlAttacksTest {
    private static final Duration QUICK = Duration.ofSeconds(5);

    private static final MessageXml DOCUMENTS = new MessageXml();
    private final AtomicInteger fetched = new AtomicInteger();
    private ServerSocket canary;

    @BeforeEach
    void listen() throws IOException {
        canary = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
        Thread.ofVirtual().start(this::countConnections);
    }

    @AfterEach
    void nothingWasFetched() throws IOException {
        canary.close();
        assertThat(fetched).hasValue(0);
    }

    @Test
    void aFileEntityIsNotOpened() {
        // THREAT-1
        assertThat(types(doctype("<!ENTITY x SYSTEM \"file:///etc/hostname\">", "&x;")))
                .containsExactly(SchemaProblem.DTD);
    }

    @Test
    void aRemoteDtdIsNotFetched() {
        // THREAT-2
        assertThat(types(doctype("<!ENTITY % x SYSTEM \"" + canaryUrl() + "\"> %x;", "")))
                .containsExactly(SchemaProblem.DTD);
        assertThat(types("<!DOCTYPE message SYSTEM \"" + canaryUrl() + "\">" + ping("x")))
                .containsExactly(SchemaProblem.DTD);
    }

    @Test
    void entitiesDoNotMultiply() {
        // THREAT-3, THREAT-4
        StringBuilder entities = new StringBuilder("<!ENTITY a0 \"lol\">");
        for (int i = 1; i < 20; i++) {
            entities.append("<!ENTITY a")
                    .append(i)
                    .append(" \"")
                    .append(("&a" + (i - 1) + ";").repeat(10))
                    .append("\">");
        }
        assertQuickly(doctype(entities.toString(), "&a19;"), SchemaProblem.DTD);
        String quadratic = doctype("<!ENTITY x \"" + "y".repeat(50_000) + "\">", "&x;".repeat(50_000));
        assertQuickly(quadratic, SchemaProblem.DTD);
    }

    @Test
    void deepWideAndLongDocumentsAreCutOff() {
        // THREAT-5
        assertQuickly(ping("").replace("<note></note>", "<note>".repeat(50_000)), SchemaProblem.LIMIT);
        StringBuilder attributes = new StringBuilder();
        for (int i = 0; i < 50_000; i++) {
            attributes.append(" a").append(i).append("=\"\"");
        }
        assertQuickly(ping("").replace("<ping>", "<ping" + attributes + ">"), SchemaProblem.LIMIT);
        assertQuickly(ping("x".repeat(50_000)), SchemaProblem.LIMIT);
        assertQuickly(ping("").replace("to=\"", "to=\"" + "b".repeat(3_000)), SchemaProblem.LIMIT);
        assertQuickly(ping("x".repeat(2 * 1024 * 1024)), SchemaProblem.LIMIT);
    }

    @Test
    void manyElementsAreCutOffAsSoonAsTheSchemaHasFoundEnough() {
        // THREAT-5
        String document = ping("").replace("<note></note>", "<a/>".repeat(200_000));
        assertThat(problems(document)).hasSizeLessThanOrEqualTo(101);
    }

    @Test
    void xIncludeIsOnlyAnUnknownElement() {
        // THREAT-6
        String include = "<i:include xmlns:i=\"http://www.w3.org/2001/XInclude\" href=\"" + canaryUrl() + "\"/>";
        assertThat(types(ping("").replace("<note>", include + "<note>"))).containsOnly(SchemaProblem.INVALID);
    }

    @Test
    void schemaLocationsAreNeverFollowed() {
        // THREAT-7
        String hints =
                " xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\" xsi:schemaLocation=\"urn:comity:message:1 "
                        + canaryUrl() + "\" xsi:noNamespaceSchemaLocation=\"" + canaryUrl() + "\"";
        assertThat(problems(ping("x").replace("<ping>", "<ping" + hints + ">"))).isEmpty();
    }

    @Test
    void anElementIsOfTheTypeThatTheSchemaSays() {
        // THREAT-8
        String type = " xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\" xsi:type=\"question\"";
        assertThat(problems(ping("x").replace("<ping>", "<ping" + type + ">")))
                .containsExactly(SchemaProblem.INVALID.at("ping/@xsi:type"));
        String nil = " xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\" xsi:nil=\"true\"";
        assertThat(problems(ping("x").replace("<ping>", "<ping" + nil + ">")))
                .containsExactly(SchemaProblem.INVALID.at("ping/@xsi:nil"));
    }

    @Test
    void anUnknownVersionHearsWhichVersionsAreSupported() {
        // THREAT-9
        assertThat(problems(ping("x").replace("urn:comity:message:1", "urn:comity:message:2")))
                .containsExactly(SchemaProblem.VERSION.at("supported: urn:comity:message:1"));
        assertThat(problems("<html/>")).containsExactly(SchemaProblem.VERSION.at("supported: urn:comity:message:1"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-16", "UTF-16LE", "UTF-32", "IBM037", "ISO-8859-1", "Shift_JIS"})
    void onlyUtf8IsRead(String encoding) {
        // THREAT-10
        String document = "<?xml version=\"1.0\" encoding=\"" + encoding + "\"?>" + ping("r\u00e9seau");
        assertThat(types(document.getBytes(Charset.forName(encoding))))
                .isSubsetOf(SchemaProblem.ENCODING, SchemaProblem.CHARACTER, SchemaProblem.MALFORMED)
                .hasSize(1);
        assertThat(types(document.getBytes(StandardCharsets.UTF_8))).containsExactly(SchemaProblem.ENCODING);
    }

    @Test
    void declaredAndHiddenEncodingsAreRefused() {
        // THREAT-10
        assertThat(types("<?xml version=\"1.0\" encoding=\"UTF-7\"?>" + ping("x")))
                .containsExactly(SchemaProblem.ENCODING);
        assertThat(types("<?xml version=\"1.1\"?>" + ping("x"))).containsExactly(SchemaProblem.ENCODING);
        assertThat(types("\uFEFF" + ping("x"))).containsExactly(SchemaProblem.ENCODING);
        byte[] overlong = ping("x#").getBytes(StandardCharsets.UTF_8);
        int hash = new String(overlong, StandardCharsets.ISO_8859_1).indexOf('#');
        overlong[hash - 1] = (byte) 0xC0;
        overlong[hash] = (byte) 0xAF;
        assertThat(types(overlong)).containsExactly(SchemaProblem.ENCODING);
    }

    @Test
    void commentsAndInstructionsDoNotSplitValues() {
        // THREAT-12
        assertThat(problems(ping("admin<!---->@evil"))).containsExactly(SchemaProblem.MARKUP_IN_VALUE.at("ping/note"));
        assertThat(problems(ping("admin<?x y?>@evil"))).containsExactly(SchemaProblem.MARKUP_IN_VALUE.at("ping/note"));
        assertThat(problems(ping("x").replace("<ping>", "<!-- fine here --><ping>")))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "email",
                "telephone",
                "domain",
                "url",
                "wallet",
                "transaction",
                "imei",
                "iccid",
                "mac",
                "asNumber",
                "iban",
                "mailMessage",
                "fileHash"
            })
    void patternsAreLinear(String element) {
        // THREAT-14
        for (String unit : List.of("a", "a-", "a.", "-", "0", "a:", "<", "@", "a@", ":a:")) {
            assertQuickly(longValue(element, unit, 1_990), SchemaProblem.INVALID);
            assertQuickly(longValue(element, unit, 39_000), SchemaProblem.LIMIT);
        }
    }

    @Test
    void numbersAndDatesAreBounded() {
        // THREAT-16
        String part = "<part manifest=\"" + Documents.ID + "\" attachment=\"" + "0".repeat(64)
                + "\" index=\"%s\" count=\"1\" length=\"1\"/>";
        String digits = "9".repeat(1_900);
        for (String number : List.of("-1", "262145", digits, "1e5", "0x10", "NaN")) {
            assertThat(problems(Documents.message(part.replace("%s", number))))
                    .as(number)
                    .containsExactly(SchemaProblem.INVALID.at("part/@index"));
        }
        for (String date : List.of("9999999-01-01T00:00:00Z", "2026-02-30T00:00:00Z", "2026-01-01T00:00:00+09:00")) {
            assertThat(problems(ping("x").replace("2026-11-24T00:00:00Z", date)))
                    .as(date)
                    .containsExactly(SchemaProblem.INVALID.at("@notAfter"));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"\u0000", "\u0008", "\u001f", "\uFFFE", "&#0;", "&#x1f;", "&#xFFFF;", "&#xD800;"})
    void charactersThatXmlDoesNotKnowAreRefused(String character) {
        // THREAT-17
        assertThat(types(ping("a" + character + "b"))).containsExactly(SchemaProblem.CHARACTER);
    }

    @Test
    void aLoneSurrogateIsNotUtf8() {
        // THREAT-17
        byte[] bytes = ping("abc").getBytes(StandardCharsets.UTF_8);
        int a = new String(bytes, StandardCharsets.ISO_8859_1).indexOf("abc");
        bytes[a] = (byte) 0xED;
        bytes[a + 1] = (byte) 0xA0;
        bytes[a + 2] = (byte) 0x80;
        assertThat(types(bytes)).containsExactly(SchemaProblem.ENCODING);
    }

    @Test
    void problemsNeverRepeatWhatTheSenderWrote() {
        String secret = "Dr.Secret";
        String document = Documents.requestWith("<telephone>" + secret + "</telephone><" + secret + "/>")
                .replace("category=\"TRA\"", "category=\"" + secret + "\" " + secret + "=\"" + secret + "\"");
        assertThat(problems(document))
                .isNotEmpty()
                .noneMatch(problem -> problem.toString().contains(secret));
    }

    private void assertQuickly(String document, SchemaProblem expected) {
        long start = System.nanoTime();
        assertThat(types(document)).contains(expected);
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(QUICK);
    }

    private static String longValue(String element, String unit, int length) {
        String value = unit.repeat(length / unit.length()).replace("<", "&lt;");
        return Documents.requestWith("<" + element + ">" + value + "! !</" + element + ">");
    }

    private List<ProblemType> types(String document) {
        return types(document.getBytes(StandardCharsets.UTF_8));
    }

    private List<ProblemType> types(byte[] document) {
        return DOCUMENTS.read(document, Optional.empty()).problems().stream()
                .map(Problem::type)
                .toList();
    }

    private List<Problem> problems(String document) {
        return DOCUMENTS
                .read(document.getBytes(StandardCharsets.UTF_8), Optional.empty())
                .problems();
    }

    private static String ping(String note) {
        return Documents.message("<ping><note>" + note + "</note></ping>");
    }

    private static String doctype(String declarations, String note) {
        return "<!DOCTYPE message [" + declarations + "]>" + ping(note);
    }

    private String canaryUrl() {
        return "http://127.0.0.1:" + canary.getLocalPort() + "/x.dtd";
    }

    private void countConnections() {
        while (true) {
            try {
                canary.accept().close();
                fetched.incrementAndGet();
            } catch (IOException closed) {
                return;
            }
        }
    }
}
