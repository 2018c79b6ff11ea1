package org.comity.law.file;

import java.io.StringReader;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/** YAML to entries. Nothing is constructed: no tag chooses a type. No aliases: an entry stands on one line only. */
final class YamlReading {
    private final Source source;
    private final List<Mistake> mistakes;

    YamlReading(Source source, List<Mistake> mistakes) {
        this.source = source;
        this.mistakes = mistakes;
    }

    /** Empty: nothing stands in the file, or it is no YAML. */
    Optional<Entry.Branch> read() {
        LoaderOptions options = new LoaderOptions();
        options.setMaxAliasesForCollections(0);
        try {
            Node root = new Yaml(options).compose(new StringReader(source.yaml()));
            if (root == null) {
                return Optional.empty();
            }
            if (entry(root, line(root), "") instanceof Entry.Branch branch) {
                return Optional.of(branch);
            }
            mistakes.add(new Mistake(source.name(), 1, "", "has the fields states, relationships and calendars"));
        } catch (MarkedYAMLException broken) {
            mistakes.add(new Mistake(
                    source.name(), number(broken.getProblemMark()), "", "is no YAML: " + broken.getProblem()));
        } catch (YAMLException broken) {
            mistakes.add(new Mistake(source.name(), 1, "", "is no YAML that is read here: " + broken.getMessage()));
        }
        return Optional.empty();
    }

    /** @param line of its key: there a person looks for it, wherever its value begins */
    private Entry entry(Node node, Entry.Line line, String path) {
        return switch (node) {
            case MappingNode mapping -> branch(mapping, line, path);
            case SequenceNode row ->
                new Entry.Row(
                        row.getValue().stream()
                                .map(item -> entry(item, line(item), path))
                                .toList(),
                        line);
            case ScalarNode scalar -> new Entry.Text(scalar.getValue(), line);
            default -> throw new YAMLException("an alias");
        };
    }

    private Entry.Branch branch(MappingNode mapping, Entry.Line line, String path) {
        Map<String, Entry> fields = new LinkedHashMap<>();
        for (NodeTuple field : mapping.getValue()) {
            String key = field.getKeyNode() instanceof ScalarNode scalar ? scalar.getValue() : "?";
            String inside = path.isEmpty() ? key : path + "." + key;
            Entry.Line here = line(field.getKeyNode());
            Entry earlier = fields.put(key, entry(field.getValueNode(), here, inside));
            if (earlier != null) {
                String rule =
                        "stands twice; the first is on line " + earlier.line().number();
                mistakes.add(new Mistake(source.name(), here.number(), inside, rule));
            }
        }
        return new Entry.Branch(fields, line);
    }

    private Entry.Line line(Node node) {
        return new Entry.Line(source.name(), number(node.getStartMark()));
    }

    private static int number(@org.jspecify.annotations.Nullable Mark mark) {
        return mark == null ? 1 : mark.getLine() + 1;
    }
}
