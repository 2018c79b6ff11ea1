package org.comity;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.Yaml;

/** The shipped rules (UC-27/3), as far as it can be seen without Prometheus. That each figure in them is told, {@link StartTest} checks. */
class AlertRulesTest {
    /** What is counted from the database is the same at each node, so that a sum over nodes counts it twice. */
    private static final Pattern SUM_OVER_NODES =
            Pattern.compile("\\bsum\\b(?!\\s*\\(max by \\((?!instance)[a-z]+\\) \\()");

    @Test
    void ofTwoNodesTheMaximumIsTakenAndNotTheSum() {
        Map<String, List<Map<String, List<Map<String, Object>>>>> file =
                new Yaml().load(SourceTree.read("docs/alert-rules.yaml"));
        List<String> rules = file.getOrDefault("groups", List.of()).stream()
                .flatMap(group -> group.getOrDefault("rules", List.of()).stream())
                .map(rule -> String.valueOf(rule.get("expr")))
                .toList();
        assertThat(rules)
                .hasSizeGreaterThan(15)
                .noneMatch(rule -> SUM_OVER_NODES.matcher(rule).find())
                .anyMatch(rule -> rule.startsWith("sum(max by (reason) ("));
        assertThat("sum(comity_parked_by_reason) > 0").containsPattern(SUM_OVER_NODES);
    }
}
