package org.comity.desk.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Download;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.comity.people.Role;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** UC-27: an administrator sees how the gateway is, and nobody else does. */
class StatusBrowserTest extends DeskInABrowser {

    @Test // UC-27/1, THREAT-91
    void anAdministratorSeesWhatWaitsAndWhy() {
        UUID parked = UUID.randomUUID();
        rows().sql("""
                        insert into parked (id, agency, message, partner, address, reason, problem, at)
                        values (?, ?, ?, ?, 'comity.inbound', 'UNKNOWN_CERT', 'E-CRT-01', now())""")
                .params(parked, AGENCY, UUID.randomUUID() + "@" + PARTNER, PARTNER)
                .update();
        try (Browser.Window administrator = signedIn(somebody(Role.ADMINISTRATOR), DESKTOP, false);
                Browser.Window phone = signedIn(somebody(Role.ADMINISTRATOR), PHONE, false);
                Browser.Window officer = signedIn(somebody(Role.OFFICER), DESKTOP, false)) {
            administrator.page.locator("nav a[href='/status']").click();
            assertThat(administrator.text())
                    .contains(
                            "Status of the gateway",
                            "E-CRT-01",
                            PARTNER,
                            "PostgreSQL 1",
                            "comity.outbound",
                            "run,",
                            "by a known instant,",
                            "Database",
                            "Virus scanner");
            administrator.photograph("status");
            phone.open("/status");
            assertThat(phone.overflow()).isLessThanOrEqualTo(0);
            phone.photograph("status-phone");
            assertThat(officer.page.navigate("/status").status()).isEqualTo(404);
        } finally {
            rows().sql("update parked set resolved = now() where id = ?")
                    .param(parked)
                    .update();
        }
    }

    @Test // UC-27/2, THREAT-112
    void theDiagnosticsHoldNoSecret(@TempDir Path directory) throws Exception {
        Map<String, String> files = new HashMap<>();
        try (Browser.Window administrator = signedIn(somebody(Role.ADMINISTRATOR), DESKTOP, false)) {
            administrator.open("/status");
            Download download = administrator.page.waitForDownload(() -> administrator.press("Download diagnostics"));
            Path file = directory.resolve("bundle.zip");
            download.saveAs(file);
            try (ZipInputStream zip = new ZipInputStream(Files.newInputStream(file))) {
                for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                    files.put(entry.getName(), new String(zip.readAllBytes(), StandardCharsets.UTF_8));
                }
            }
        }
        assertThat(files)
                .containsOnlyKeys(
                        "versions.txt",
                        "settings.txt",
                        "load.txt",
                        "tables.txt",
                        "log.txt",
                        "health.json",
                        "figures.txt",
                        "threads.txt");
        assertThat(files.get("settings.txt"))
                .contains("comity.agencies[0].id=" + AGENCY, "comity.trust.password=(set, not shown)")
                .contains("spring.datasource.password=(set, not shown)");
        assertThat(files.get("tables.txt")).contains("journal_leaf: ");
        assertThat(files.get("threads.txt")).contains("relay");
        assertThat(files.get("health.json")).contains("diskSpace");
        assertThat(files.values()).noneMatch(text -> text.contains("never needed: the keys lie in memory"));
    }
}
