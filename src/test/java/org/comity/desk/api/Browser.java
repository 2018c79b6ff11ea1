package org.comity.desk.api;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.options.LoadState;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;

/** Chromium of the distribution, headless; Playwright fetches none of its own. A process of tests starts one, which ends with it. */
final class Browser {
    private static final List<String> CHROMIUM = List.of("/usr/bin/chromium", "/usr/bin/chromium-browser");

    private final com.microsoft.playwright.Browser chromium;

    /** The one of this process. */
    static Browser running() {
        return Running.CHROMIUM;
    }

    private static final class Running {
        static final Browser CHROMIUM = new Browser();
    }

    private Browser() {
        Path program = CHROMIUM.stream()
                .map(Path::of)
                .filter(Files::isExecutable)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("chromium is not installed; .ci/run installs it"));
        chromium = Playwright.create(
                        new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")))
                .chromium()
                .launch(new BrowserType.LaunchOptions()
                        .setExecutablePath(program)
                        .setArgs(List.of("--no-sandbox", "--disable-gpu", "--disable-quic", "--disable-sync")));
    }

    /** A window of its own, with its own cookies. */
    Window window(String address, int width, boolean javaScript) {
        return new Window(
                address,
                chromium.newContext(new com.microsoft.playwright.Browser.NewContextOptions()
                        .setBaseURL(address)
                        .setIgnoreHTTPSErrors(true) // the authority of the test is not the browser's
                        .setJavaScriptEnabled(javaScript)
                        .setViewportSize(width, 900)));
    }

    /** What a person sees, and what the page did that nobody asked for. */
    static final class Window implements AutoCloseable {
        final Page page;
        private final BrowserContext context;

        /** Every dialog that opened; a page of ours opens none. */
        final List<String> dialogs = new CopyOnWriteArrayList<>();

        /** Every address outside the gateway that was asked for. */
        final List<String> foreign = new CopyOnWriteArrayList<>();

        private Window(String address, BrowserContext context) {
            this.context = context;
            this.page = context.newPage();
            page.setDefaultTimeout(20_000);
            page.onDialog(dialog -> {
                dialogs.add(dialog.message());
                dialog.dismiss();
            });
            page.onRequest(request -> {
                if (!request.url().startsWith(address + "/")) {
                    foreign.add(request.url());
                }
            });
        }

        void open(String path) {
            int status = page.navigate(path).status();
            if (status != 200) {
                throw new AssertionError("HTTP " + status + " for " + path + ":\n" + text());
            }
        }

        String text() {
            return whole().locator("body").innerText();
        }

        /** A click is over once the next page begins to come; on a busy machine its end comes later. */
        private Page whole() {
            page.waitForLoadState(LoadState.DOMCONTENTLOADED);
            return page;
        }

        /** A field by its name. */
        Locator field(String name) {
            return page.locator("[name='" + name + "']:not([type=hidden])");
        }

        /** A field of the form of a new request, by its place in the document. */
        void fill(String place, String text) {
            unfolded("[name='preservationRequest/" + place + "']").fill(text);
        }

        String value(String place) {
            return page.locator("[name='preservationRequest/" + place + "']").inputValue();
        }

        void choose(String place, String option) {
            unfolded("[name='preservationRequest/" + place + "']").selectOption(option);
        }

        void press(String button) {
            page.locator("main button:visible, main a.button:visible")
                    .filter(new Locator.FilterOptions().setHasText(java.util.regex.Pattern.compile("^\\s*" + button)))
                    .first()
                    .click();
            whole();
        }

        /** Opens the folds around it, as its reader would by their summaries. */
        Locator unfolded(String selector) {
            Locator found = page.locator(selector);
            found.evaluate("""
                    found => {
                        for (let fold = found.closest('details'); fold; fold = fold.parentElement.closest('details')) {
                            fold.open = true;
                        }
                    }""");
            return found;
        }

        /** How many of its windows the page is long. */
        double screens() {
            return ((Number) page.evaluate("document.documentElement.scrollHeight / window.innerHeight")).doubleValue();
        }

        /** How far the page is wider than the window, in CSS pixels. */
        int overflow() {
            return ((Number) page.evaluate(
                            "document.documentElement.scrollWidth - document.documentElement.clientWidth"))
                    .intValue();
        }

        /** Fields that a screen reader could not name. */
        List<String> unnamedFields() {
            return ((List<?>) page.evaluate("""
                            [...document.querySelectorAll('input:not([type=hidden]), select, textarea')]
                              .filter(field => !field.labels.length && !field.getAttribute('aria-label'))
                              .map(field => field.name)""")).stream().map(String::valueOf).toList();
        }

        /** Reads the page again until it says so, or for half a minute. */
        void await(String words) {
            for (int i = 0; i < 120 && !text().contains(words); i++) {
                page.waitForTimeout(250);
                page.reload();
            }
            if (!text().contains(words)) {
                throw new AssertionError("the page does not say \"" + words + "\" but:\n" + text());
            }
        }

        /** For the eye, where the system property {@code photographs} names a directory. */
        void photograph(String name) {
            String directory = System.getProperty("photographs", "");
            if (!directory.isEmpty()) {
                page.screenshot(
                        new Page.ScreenshotOptions().setFullPage(true).setPath(Path.of(directory, name + ".png")));
            }
        }

        Stream<String> problems() {
            return whole().locator(".problems li").allInnerTexts().stream();
        }

        @Override
        public void close() {
            context.close();
        }
    }

    void closeWindows() {
        chromium.contexts().forEach(BrowserContext::close);
    }
}
