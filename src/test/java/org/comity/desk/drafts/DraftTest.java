package org.comity.desk.drafts;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.Map;
import org.comity.schemas.DocumentTexts;
import org.junit.jupiter.api.Test;

class DraftTest {
    private static final ZoneId TOKYO = ZoneId.of("Asia/Tokyo");
    private static final String DATA = "preservationRequest/data";
    private static final String IP = DATA + "[1]/identifiers/ipAddress";

    @Test
    void aRowMoreIsEmptyAndStaysUntilTheCheck() {
        Draft draft = typed(DATA + "[1]/@category", "TRA").withRow(DATA);
        assertThat(draft.rows(DATA)).isEqualTo(2);
        assertThat(draft.compact().rows(DATA)).isOne();
    }

    @Test
    void aRowLessMovesTheOthersUp() {
        Draft draft = typed(
                        DATA + "[1]/@category", "SUB",
                        DATA + "[2]/@category", "TRA",
                        DATA + "[2]/identifiers/email[1]", "a@b.example",
                        DATA + "[3]/@category", "CON")
                .withoutRow(DATA + "[1]");
        assertThat(draft.rows(DATA)).isEqualTo(2);
        assertThat(draft.text(DATA + "[1]/identifiers/email[1]")).isEqualTo("a@b.example");
        assertThat(draft.text(DATA + "[2]/@category")).isEqualTo("CON");
    }

    @Test
    void aRowWithNothingButItsPresetIsEmpty() {
        Draft draft = typed(DATA + "[1]/@category", "TRA", IP + "[1]/zone", "Asia/Tokyo", IP + "[2]/port", "443");
        assertThat(draft.compact().rows(IP)).isOne();
        assertThat(draft.compact().text(IP + "[1]/port")).isEqualTo("443");
    }

    @Test
    void aTimeIsKeptWithTheOffsetOfItsRowsZone() {
        Draft draft = typed(
                IP + "[1]/at", "2026-07-14T02:03",
                IP + "[1]/zone", "America/New_York",
                DATA + "[1]/period/from", "2026-11-01T00:00");
        assertThat(draft.text(IP + "[1]/at")).isEqualTo("2026-07-14T02:03:00-04:00");
        assertThat(draft.text(DATA + "[1]/period/from")).isEqualTo("2026-11-01T00:00:00+09:00");
        assertThat(draft.time(IP + "[1]/at", TOKYO)).isEqualTo("2026-07-14T02:03:00");
    }

    @Test
    void noneKnownLeavesOutACustodianThatWasTyped() {
        String custodian = "preservationRequest/custodian/";
        Draft draft = typed("@to", "us-example-poc", custodian + "known/name", "Host", custodian + "noneKnown", "true");
        assertThat(new String(draft.xml(new DocumentTexts()), StandardCharsets.UTF_8))
                .contains("noneKnown")
                .doesNotContain("Host");
        assertThat(draft.text(custodian + "known/name")).isEqualTo("Host");
    }

    @Test
    void takesOnlyFieldsOfTheDocument() {
        Draft draft = typed("_csrf", "x", "do", "check", "preservationRequest/../facts", "x", "@to><evil", "x");
        assertThat(draft.texts()).isEmpty();
    }

    private static Draft typed(String... namesAndValues) {
        Map<String, String> parameters = new LinkedHashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            parameters.put(namesAndValues[i], namesAndValues[i + 1]);
        }
        return Draft.typed(parameters, TOKYO);
    }
}
