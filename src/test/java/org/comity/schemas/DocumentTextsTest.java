package org.comity.schemas;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.comity.messages.Submission;
import org.comity.problems.Checked;
import org.comity.problems.SchemaProblem;
import org.junit.jupiter.api.Test;

/** A document as texts by place, both ways (UC-01/1d). */
class DocumentTextsTest {
    private final DocumentTexts documents = new DocumentTexts();
    private final MessageXml xml = new MessageXml();

    @Test
    void theExampleIsTheSameSubmissionAfterBothWays() throws Exception {
        byte[] example = Files.readAllBytes(Path.of("examples/preservation-request.xml"));

        Checked<Submission> again = xml.readSubmission(documents.writeSubmission(texts(example)));

        assertThat(again).isEqualTo(xml.readSubmission(example)).isInstanceOf(Checked.Passed.class);
    }

    @Test
    void theOrderOfTheTextsMeansNothing() throws Exception {
        byte[] example = Files.readAllBytes(Path.of("examples/preservation-request.xml"));
        Map<String, String> texts = texts(example);
        List<String> places = new ArrayList<>(texts.keySet());
        Collections.shuffle(places, new Random(3));
        Map<String, String> shuffled = new LinkedHashMap<>();
        places.forEach(place -> shuffled.put(place, String.valueOf(texts.get(place))));

        assertThat(xml.readSubmission(documents.writeSubmission(shuffled))).isEqualTo(xml.readSubmission(example));
    }

    @Test
    void whatSaysSomethingByBeingThereStaysThere() {
        Map<String, String> texts =
                texts("<custodian><noneKnown/></custodian>".getBytes(StandardCharsets.UTF_8), "preservationRequest");

        assertThat(texts).containsEntry("preservationRequest/custodian/noneKnown", "true");
        assertThat(new String(documents.writeSubmission(texts), StandardCharsets.UTF_8))
                .contains("<noneKnown></noneKnown>");
    }

    @Test
    void blankTextsAndTheirGroupsAreLeftOut() {
        byte[] written = documents.writeSubmission(Map.of(
                "@to", "us-example-poc",
                "preservationRequest/requesting/organisation", " ",
                "preservationRequest/offence[1]/@code", ""));

        assertThat(new String(written, StandardCharsets.UTF_8)).doesNotContain("requesting", "offence");
    }

    @Test // THREAT-1
    void aDraftIsReadAsStrictlyAsAnyDocument() {
        byte[] evil = "<!DOCTYPE submission [<!ENTITY e SYSTEM 'file:///etc/passwd'>]><submission>&e;</submission>"
                .getBytes(StandardCharsets.UTF_8);

        assertThat(documents.readSubmission(evil).problems()).containsExactly(SchemaProblem.DTD.problem());
    }

    private Map<String, String> texts(byte[] content, String element) {
        String document = "<submission xmlns=\"urn:comity:message:1\" to=\"us-example-poc\"><" + element + ">"
                + new String(content, StandardCharsets.UTF_8) + "</" + element + "></submission>";
        return texts(document.getBytes(StandardCharsets.UTF_8));
    }

    private Map<String, String> texts(byte[] submission) {
        return switch (documents.readSubmission(submission)) {
            case Checked.Passed<Map<String, String>>(var texts) -> texts;
            case Checked.Failed<Map<String, String>>(var problems) -> throw new AssertionError(problems);
        };
    }
}
