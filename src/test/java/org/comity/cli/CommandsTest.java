package org.comity.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.comity.journal.TestDatabase;
import org.comity.messages.Digest;
import org.comity.partners.Partner;
import org.comity.problems.Checked;
import org.comity.trust.ProfileDocument;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import picocli.CommandLine;

/** UC-09 as operators type it, on the real parts: key files, database, journal. */
class CommandsTest {
    private static final String PASSWORD = "three dull ravens";

    @TempDir
    private Path directory;

    private final TestDatabase database = TestDatabase.fresh();
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test // UC-09, THREAT-74
    void fromNewKeysToAnActivePartnerAndItsSuspension() throws Exception {
        assertThat(run("keys init jp-example --host localhost")).isZero();
        assertThat(out.toString()).contains("signing ", "encryption ", "4 keys made.");
        assertThat(run("keys list")).isZero();
        assertThat(out.toString()).contains("journal ", "(valid)");

        Path profile = directory.resolve("profile.json");
        assertThat(run("partner export jp-example -o " + profile)).isZero();
        String spoken = spoken(profile);
        assertThat(out.toString()).contains(spoken);

        administrator("sato");
        administrator("suzuki");
        assertThat(run("partner import " + profile + by("sato"))).isZero();
        assertThat(out.toString()).contains(spoken, "Call the partner back");
        assertThat(run("partner activate jp-example " + "0".repeat(64) + by("suzuki")))
                .isEqualTo(1);
        assertThat(err.toString()).contains("E-CRT-13");
        assertThat(run("partner activate jp-example " + spoken + by("sato"))).isEqualTo(1);
        assertThat(err.toString()).contains("E-CRT-17");
        assertThat(run("partner show jp-example")).isZero();
        assertThat(out.toString()).contains("PROPOSED", "Imported by sato");

        assertThat(run("partner activate jp-example " + spoken + by("suzuki"))).isZero();
        assertThat(out.toString()).contains("jp-example is ACTIVE.");
        assertThat(run("partner allow jp-example --rsa-2048 --legacy-encryption-until 2099-01-31")) // ENV-12: no reason
                .isEqualTo(2);
        assertThat(run("partner allow jp-example --rsa-2048 --legacy-encryption-until 2099-01-31 --reason old"
                        + by("sato")))
                .isZero();
        assertThat(out.toString())
                .contains("excused: RSA of 2048 bits", "excused: legacy encryption until 2099-02-01T00:00:00Z");
        assertThat(run("partner withdraw jp-example 0123456789abcdef" + by("sato")))
                .isEqualTo(1);
        assertThat(err.toString()).contains("E-CRT-19");
        assertThat(run("partner suspend jp-example")).isZero();
        assertThat(run("partner resume jp-example")).isZero();
        assertThat(run("partner list")).isZero();
        assertThat(out.toString()).contains("jp-example ACTIVE Example https://localhost:8444/as2");
        assertThat(journal())
                .containsExactly(
                        "person.added os:" + System.getProperty("user.name"),
                        "person.added os:" + System.getProperty("user.name"),
                        "partner.proposed sato",
                        "partner.not-activated suzuki",
                        "partner.not-activated sato",
                        "partner.activated suzuki",
                        "partner.allowed sato",
                        "partner.suspended os:" + System.getProperty("user.name"),
                        "partner.resumed os:" + System.getProperty("user.name"));
    }

    @Test // UC-21/1a: four eyes here too, for a false telephone number is worth as much as a false key
    void aPartnerWithoutAGatewayIsDescribedAndActivatedByTwo() throws Exception {
        assertThat(run("keys init jp-example --host localhost")).isZero();
        administrator("sato");
        administrator("suzuki");
        List<String> add =
                new ArrayList<>(List.of("partner add gh-mfa --manual --country GH --zone Africa/Accra".split(" ")));
        add.addAll(List.of(
                "--name",
                "Ministry of Foreign Affairs",
                "--contact",
                "Note desk;registry;+233302000000;n@mfa.example"));
        add.addAll(List.of(by("sato").strip().split(" +")));
        assertThat(run(add)).isZero();
        String shown = out.toString();
        String spoken = shown.substring(shown.indexOf("gh-mfa:\n") + 8)
                .strip()
                .lines()
                .findFirst()
                .orElseThrow();
        assertThat(run("partner activate gh-mfa " + spoken + by("sato"))).isEqualTo(1);
        assertThat(err.toString()).contains("E-CRT-17");
        assertThat(run("partner activate gh-mfa " + spoken + by("suzuki"))).isZero();
        assertThat(run("partner list")).isZero();
        assertThat(out.toString()).contains("gh-mfa ACTIVE Ministry of Foreign Affairs (by hand)");
        assertThat(run("partner ping gh-mfa" + by("sato"))).isEqualTo(1);
        assertThat(err.toString()).contains("E-CSW-21");
    }

    @Test
    void aDutyOfficerIsAddedWithRankAndMailAddress() throws Exception { // UC-08, THREAT-99
        assertThat(run("keys init jp-example --host localhost")).isZero();
        List<String> aya = new ArrayList<>(
                List.of("person add aya --full-name Aya --agency jp-example --unit intake --role officer --duty-rank 1"
                        .split(" ")));
        aya.add("--password=" + PASSWORD);
        aya.add("--email=aya@npa.example,eve@evil.example");
        assertThat(run(aya)).isEqualTo(2);
        assertThat(err.toString()).contains("one plain mailbox");
        aya.set(aya.size() - 1, "--email=aya@npa.example");
        assertThat(run(aya)).isZero();
        assertThat(run("person list")).isZero();
        assertThat(out.toString()).contains("aya", "on duty, rank 1, aya@npa.example");
        assertThat(run(aya)).isEqualTo(1); // UC-11: nobody is replaced by a mistake
        assertThat(err.toString()).contains("E-DSK-36", "--replace");
        aya.add("--replace");
        aya.add("--duty-rank=2");
        aya.remove("--duty-rank");
        aya.remove("1");
        assertThat(run(aya)).isZero();
        assertThat(out.toString()).contains("Now aya", "rank 2");
    }

    @Test
    void settingsBeforeAndAfterTheCommandCountTogether() {
        List<Map<String, String>> seen = new ArrayList<>();
        CommandLine line = Commands.line(new Commands(given -> {
            seen.add(given);
            throw new IllegalStateException("enough");
        }));
        line.setErr(new PrintWriter(err, true));
        line.execute(
                "--set", "a=1", "--settings", "x.yaml", "partner", "--set", "b=2", "list", "--set", "c=3", "--set=d=4");
        assertThat(seen).singleElement().satisfies(settings -> {
            assertThat(settings).containsAllEntriesOf(Map.of("a", "1", "b", "2", "c", "3", "d", "4"));
            assertThat(settings.get("spring.config.additional-location")).endsWith("x.yaml");
        });
    }

    @Test
    void aCommandInAWrongDirectoryMakesNoDatabaseThere() {
        Map<String, String> elsewhere = Map.of(
                "comity.data", directory.resolve("nowhere").toString(),
                "comity.trust.keys", directory.resolve("nowhere/keys").toString());
        assertThat(run("parked list", elsewhere)).isEqualTo(1);
        assertThat(err.toString())
                .contains("there are no data of a gateway in " + directory.resolve("nowhere"), "--set comity.data=");
        assertThat(directory.resolve("nowhere")).doesNotExist();
    }

    @Test
    void aMistakeIsAnAnswerAndNotAStackTrace() throws Exception {
        assertThat(run("partner show nobody-here")).isEqualTo(1);
        assertThat(err.toString()).contains("E-DSK-01");
        Path broken = Files.writeString(directory.resolve("broken.json"), "{");
        assertThat(run("partner import " + broken)).isEqualTo(1);
        assertThat(err.toString()).contains("E-CRT-12").doesNotContain("Exception");
        assertThat(run("keys request jp-example journal-key --subject CN=x")).isEqualTo(2);
    }

    @Test // UC-12/1b
    void theJournalIsReadInPagesAsTextAndAsJson() throws Exception {
        administrator("sato");
        assertThat(run("person disable sato")).isZero();
        assertThat(run("journal")).isZero();
        assertThat(out.toString().lines().toList())
                .hasSize(2)
                .first()
                .asString()
                .contains("person.disabled", "os:" + System.getProperty("user.name"), "sato", "person=sato");
        assertThat(run("journal --json --most 1")).isZero();
        JsonNode newest = new ObjectMapper().readTree(out.toString());
        assertThat(newest.path("event").asText()).isEqualTo("person.disabled");
        assertThat(newest.at("/detail/person").asText()).isEqualTo("sato");
        assertThat(err.toString()).contains("--before " + newest.path("row").asText());
        assertThat(run("journal --before " + newest.path("row").asText())).isZero();
        assertThat(out.toString()).contains("person.added").doesNotContain("person.disabled");
        assertThat(run("journal --event person.added --since 2020-01-01T00:00:00Z"))
                .isZero();
        assertThat(out.toString().lines()).hasSize(1);
        assertThat(run("journal --request R-2026-0001")).isZero();
        assertThat(out.toString()).contains("no such entry");
        assertThat(run("journal --since yesterday")).isEqualTo(2);
    }

    @Test // UC-27/2, THREAT-112: also where no gateway runs
    void diagnosticsAreWrittenBesideNoGateway() throws Exception {
        administrator("sato");
        Path file = directory.resolve("d.zip");
        assertThat(run("diagnostics -o " + file)).isZero();
        try (FileSystem zip = FileSystems.newFileSystem(file)) {
            assertThat(Files.readString(zip.getPath("settings.txt")))
                    .contains("comity.agencies[0].id=jp-example", "comity.trust.password=(set, not shown)")
                    .doesNotContain(database.password());
            assertThat(Files.readString(zip.getPath("versions.txt"))).contains("postgresql: 17", "java: ");
            assertThat(zip.getPath("health.json")).exists();
        }
        assertThat(run("diagnostics -o " + file)).as("nothing is written over").isEqualTo(1);

        Path broken = directory.resolve("broken.zip");
        Map<String, String> away = new HashMap<>(settings());
        away.put("spring.datasource.url", "jdbc:postgresql://127.0.0.1:1/nowhere");
        away.put("spring.datasource.hikari.connection-timeout", "500");
        assertThat(run("diagnostics -o " + broken, away)).as(err.toString()).isZero();
        try (FileSystem zip = FileSystems.newFileSystem(broken)) {
            assertThat(Files.readString(zip.getPath("versions.txt"))).contains("postgresql: away");
            assertThat(Files.readString(zip.getPath("tables.txt"))).startsWith("not to be had");
            assertThat(Files.readString(zip.getPath("settings.txt"))).contains("comity.agencies[0].id=jp-example");
        }
    }

    @Test // UC-27/2
    void diagnosticsMigrateNothing() throws Exception {
        JdbcClient beside = JdbcClient.create(new DriverManagerDataSource(
                database.url().replaceAll("/test_\\d+", "/postgres"), "postgres", database.password()));
        beside.sql("create database empty_of_tables template template0 owner comity")
                .update();
        Map<String, String> empty = new HashMap<>(settings());
        empty.put("spring.datasource.url", database.url().replaceAll("/test_\\d+", "/empty_of_tables"));
        Path file = directory.resolve("e.zip");
        assertThat(run("diagnostics -o " + file, empty)).as(err.toString()).isZero();
        try (FileSystem zip = FileSystems.newFileSystem(file)) {
            assertThat(Files.readString(zip.getPath("versions.txt"))).contains("postgresql: 17");
            assertThat(Files.readString(zip.getPath("load.txt")))
                    .isEqualTo("not to be had: the tables are not there, or are not those of this release\n");
        }
        assertThat(JdbcClient.create(new DriverManagerDataSource(
                                empty.get("spring.datasource.url"), "postgres", database.password()))
                        .sql("select count(*) from pg_tables where schemaname = 'public'")
                        .query(Long.class)
                        .single())
                .isZero();
    }

    @Test // UC-27/2: where none will start, since its settings are mistaken or its database is what is broken
    void diagnosticsStartNoDatabaseAndTellMistakesInTheSettings() throws Exception {
        Files.createDirectories(directory.resolve("keys"));
        Map<String, String> mistaken = new HashMap<>(settings());
        mistaken.keySet().removeIf(name -> name.startsWith("spring.datasource"));
        mistaken.put("comity.trust.kyes", "elsewhere");
        mistaken.put("comity.traces.otlp", "ftp://collector.example/hunter2");
        Path file = directory.resolve("m.zip");
        assertThat(run("diagnostics -o " + file, mistaken)).as(err.toString()).isZero();
        try (FileSystem zip = FileSystems.newFileSystem(file)) {
            assertThat(Files.readString(zip.getPath("versions.txt")))
                    .contains("postgresql: away: the database does not run");
            assertThat(Files.readString(zip.getPath("load.txt")))
                    .isEqualTo("not to be had: the database does not run\n");
            assertThat(Files.readString(zip.getPath("mistakes.txt")))
                    .contains("there is no setting comity.trust.kyes: do you mean comity.trust.keys?")
                    .contains("comity.traces.otlp", "a start says why")
                    .doesNotContain("hunter2");
            assertThat(Files.readString(zip.getPath("settings.txt")))
                    .contains("comity.agencies[0].id=jp-example")
                    .doesNotContain("hunter2");
        }
        assertThat(directory.resolve("postgres")).doesNotExist();
    }

    @Test // UC-12
    void theJournalIsVerifiedAlthoughAnotherKeyIsDamaged() throws Exception {
        assertThat(run("keys init jp-example --host localhost")).isZero();
        Files.writeString(directory.resolve("keys/jp-example/signing.p12"), "cut off");
        assertThat(run("verify")).isZero();
        assertThat(out.toString()).contains("journal intact");
        assertThat(run("keys list")).isEqualTo(1);
        assertThat(err.toString()).contains("signing.p12 is damaged").doesNotContain("\tat ");
    }

    @Test
    void aCommandSaysWhichSettingItMisses() {
        assertThat(run("parked list", Map.of("spring.datasource.url", database.url())))
                .isEqualTo(1);
        assertThat(err.toString()).startsWith("no agency: set comity.agencies");
        assertThat(run(
                        "keys init jp-example",
                        Map.of("comity.trust.kyes", "elsewhere", "comity.data", directory.toString())))
                .isEqualTo(1);
        assertThat(err.toString()).startsWith("there is no setting comity.trust.kyes: do you mean comity.trust.keys?");
        assertThat(directory.resolve("keys")).doesNotExist();
    }

    @Test // UC-18/2
    void relationshipsAreCheckedBeforeAnythingReadsThem() throws Exception {
        assertThat(run("relationships check")).isZero();
        assertThat(out.toString()).containsPattern("[0-9]+ relationships, no mistake");
        Files.writeString(directory.resolve("relationships.yaml"), """
                relationships:
                  JP-US:
                    four-eyes: perhaps
                  JP-ZZ: {}
                """);
        assertThat(run("relationships check")).isEqualTo(1);
        assertThat(err.toString())
                .contains("relationships.yaml:3: relationships.JP-US.four-eyes: true or false")
                .contains("relationships.yaml:4: relationships.JP-ZZ: ZZ is not among the states");
    }

    @Test // UC-07
    void whatIsParkedIsListedAndResolved() {
        UUID id = UUID.randomUUID();
        database.inTransaction(() -> {
            byte[] raw = {1, 2, 3};
            UUID payload = UUID.randomUUID();
            database.jdbc()
                    .sql("insert into payload (id, sha256, length, stored) values (?, ?, 3, now())")
                    .params(payload, Digest.of(raw).hex())
                    .update();
            database.jdbc()
                    .sql("insert into payload_piece (payload, index, bytes) values (?, 0, ?)")
                    .params(payload, raw)
                    .update();
            database.jdbc().sql("""
                            insert into parked (id, agency, message, partner, address, reason, problem, raw, at)
                            values (?, 'jp-example', '0193a1f0-0000-7000-8000-000000000001@ro-poc', 'ro-poc', 'comity.inbound', 'UNKNOWN_CERT', 'E-CRT-01', ?, now())""").params(id, payload).update();
        });
        assertThat(run("parked list")).isZero();
        assertThat(out.toString()).contains(id.toString(), "UNKNOWN_CERT E-CRT-01", "ro-poc");
        assertThat(run("parked show " + id)).isZero();
        assertThat(out.toString()).contains("The certificate is not registered", "compare fingerprints");
        assertThat(run("parked unpark " + id)).isEqualTo(1); // nobody of that name is a partner
        assertThat(err.toString()).contains("E-DSK-15");
        assertThat(run("parked discard " + id)).isZero();
        assertThat(run("parked list")).isZero();
        assertThat(out.toString()).contains("Nothing is parked.");
        assertThat(journal()).containsExactly("message.discarded os:" + System.getProperty("user.name"));
    }

    @Test // THREAT-93: a name alone is nobody
    void whoActsForAPersonKnowsThePersonsPassword() throws Exception {
        administrator("sato");
        assertThat(run("partner suspend jp-example --as sato --as-password=wrong-password"))
                .isEqualTo(1);
        assertThat(err.toString()).contains("E-DSK-35 [--as sato]");
        assertThat(run("partner suspend jp-example --as satou --as-password=x")).isEqualTo(1);
        assertThat(err.toString()).contains("E-DSK-34 [--as satou]", "person list");
        assertThat(run("partner suspend jp-example" + by("sato"))).isEqualTo(1);
        assertThat(err.toString()).contains("E-CRT-08");
    }

    @Test
    void whoLetWhomInIsJournalledWithoutASecret() { // UC-11
        administrator("sato");
        assertThat(run("token issue sato --label registry --days 9" + by("sato")))
                .isZero();
        String secret = out.toString()
                .lines()
                .filter(line -> line.startsWith("comity_"))
                .findFirst()
                .orElseThrow();
        String token = database.jdbc()
                .sql("select id::text from api_token")
                .query(String.class)
                .single();
        assertThat(run("token revoke sato " + token)).isZero();
        assertThat(run("person disable sato" + by("sato"))).isZero();
        assertThat(run("person disable nobody")).isEqualTo(1);
        assertThat(err.toString()).contains("E-DSK-01");
        assertThat(journal())
                .containsExactly(
                        "person.added os:" + System.getProperty("user.name"),
                        "token.issued sato",
                        "token.revoked os:" + System.getProperty("user.name"),
                        "person.disabled sato");
        assertThat(database.jdbc()
                        .sql("select detail::text from journal_leaf order by id")
                        .query(String.class)
                        .list())
                .allMatch(detail -> detail.contains("\"person\": \"sato\""))
                .noneMatch(detail -> detail.contains(secret) || detail.contains("raven"))
                .first()
                .asString()
                .contains("\"roles\": \"ADMINISTRATOR\"");
    }

    private void administrator(String name) {
        List<String> words = new ArrayList<>(List.of(("person add " + name
                        + " --agency jp-example --unit operators --role administrator --full-name " + name)
                .split(" ", -1)));
        words.add("--password=" + PASSWORD);
        assertThat(run(words)).isZero();
    }

    private static String by(String name) {
        return " --as " + name + " --as-password=" + PASSWORD.replace(' ', '_');
    }

    private int run(String line) {
        return run(List.of(line.split(" ", -1)));
    }

    private int run(List<String> words) {
        return run(words, settings());
    }

    private int run(String line, Map<String, String> settings) {
        return run(List.of(line.split(" ", -1)), settings);
    }

    private int run(List<String> words, Map<String, String> given) {
        out.getBuffer().setLength(0);
        err.getBuffer().setLength(0);
        return Commands.line(new Commands(settings -> {
                    Map<String, String> all = new HashMap<>(given);
                    all.putAll(settings);
                    return GatewayParts.open(all);
                }))
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(words.stream().map(word -> word.replace('_', ' ')).toArray(String[]::new));
    }

    private Map<String, String> settings() {
        return Map.ofEntries(
                Map.entry("comity.data", directory.toString()),
                Map.entry("comity.agencies[0].id", "jp-example"),
                Map.entry("comity.agencies[0].name", "Example"),
                Map.entry("comity.agencies[0].country", "JP"),
                Map.entry("comity.agencies[0].zone", "Asia/Tokyo"),
                Map.entry("comity.profile.url", "https://localhost:8444/as2"),
                Map.entry("comity.trust.password", "secret"),
                Map.entry("spring.datasource.url", database.url()),
                Map.entry("spring.datasource.username", "comity"),
                Map.entry("spring.datasource.password", database.password()));
    }

    private List<String> journal() {
        return database.jdbc()
                .sql("select event || ' ' || actor from journal_leaf order by id")
                .query(String.class)
                .list();
    }

    private static String spoken(Path profile) throws Exception {
        return switch (ProfileDocument.read(Files.readAllBytes(profile))) {
            case Checked.Passed<Partner>(var partner) ->
                ProfileDocument.fingerprint(partner).spoken();
            case Checked.Failed<Partner>(var problems) -> throw new AssertionError(problems);
        };
    }
}
