package org.comity;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;

/** THREAT-117: what is built today is built tomorrow from the same versions. Versions without a number here are Spring Boot's, and its version has one. */
class SupplyChainTest {
    private static final Pattern FIXED = Pattern.compile("[0-9][A-Za-z0-9.+_-]*");
    private static final Pattern MOVING = Pattern.compile("(?i).*(SNAPSHOT|LATEST|RELEASE|[\\[(,)\\]]).*");

    /** Managed by spring-boot-starter-parent, a fixed version of it. */
    private static final List<String> PLUGINS_OF_THE_PARENT =
            List.of("maven-compiler-plugin", "maven-jar-plugin", "maven-surefire-plugin", "spring-boot-maven-plugin");

    private static Document pom;

    @BeforeAll
    static void read() throws Exception {
        pom = DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(Path.of("pom.xml").toFile());
    }

    @Test
    void theParentHasAFixedVersion() {
        assertThat(text(all("parent").getFirst(), "version")).hasValueSatisfying(SupplyChainTest::isFixed);
    }

    @Test
    void everyVersionThatIsNamedIsOneVersion() {
        List<Element> named = new ArrayList<>(all("dependency"));
        named.addAll(all("plugin"));
        named.addAll(all("extension"));
        named.addAll(all("path")); // annotation processors
        assertThat(named).hasSizeGreaterThan(40);
        for (Element one : named) {
            text(one, "version").ifPresent(version -> isFixed(resolved(version)));
        }
    }

    @Test
    void everyPluginIsPinnedHereOrByTheParent() {
        assertThat(all("plugin"))
                .filteredOn(plugin -> text(plugin, "version").isEmpty())
                .extracting(plugin -> text(plugin, "artifactId").orElseThrow())
                .isSubsetOf(PLUGINS_OF_THE_PARENT);
    }

    @Test
    void nothingComesFromElsewhereThanMavenCentral() throws IOException {
        assertThat(all("repository")).isEmpty();
        assertThat(all("pluginRepository")).isEmpty();
        assertThat(Files.exists(Path.of(".mvn", "settings.xml"))).isFalse();
        assertThat(SourceTree.read("pom.xml")).doesNotContain("systemPath");
    }

    /** A library that two others want in two versions is taken in the one that somebody decided on, not in a range. */
    @Test
    void whatRunsIsNoSnapshot() {
        List<String> jars = Pattern.compile(":")
                .splitAsStream(System.getProperty("java.class.path"))
                .filter(entry -> entry.endsWith(".jar"))
                .map(entry -> Path.of(entry).getFileName().toString())
                .toList();
        assertThat(jars).hasSizeGreaterThan(100).noneMatch(name -> name.contains("SNAPSHOT"));
    }

    private static void isFixed(String version) {
        assertThat(version).matches(FIXED).doesNotMatch(MOVING);
    }

    private static String resolved(String version) {
        if (!version.startsWith("${")) {
            return version;
        }
        String name = version.substring(2, version.length() - 1);
        return text(all("properties").getFirst(), name).orElseThrow(() -> new AssertionError("nobody sets " + version));
    }

    private static List<Element> all(String name) {
        List<Element> found = new ArrayList<>();
        NodeList nodes = pom.getElementsByTagName(name);
        for (int i = 0; i < nodes.getLength(); i++) {
            found.add((Element) nodes.item(i));
        }
        return found;
    }

    private static Optional<String> text(Element parent, String child) {
        for (Node node = parent.getFirstChild(); node != null; node = node.getNextSibling()) {
            if (node.getNodeName().equals(child)) {
                return Optional.of(node.getTextContent().strip());
            }
        }
        return Optional.empty();
    }
}
