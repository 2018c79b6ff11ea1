package org.comity.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import org.comity.people.Actor;
import org.comity.people.MailAddress;
import org.comity.problems.Checked;
import org.comity.problems.Problem;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.BeansException;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** The root of every command of the jar. Exit code 0: done; 1: a problem, told with its code and remedy; 2: wrong usage. */
@Command(
        name = "comity",
        mixinStandardHelpOptions = true,
        description = "International cooperation message gateway.",
        subcommands = {
            DiagnosticsCommand.class,
            JournalCommand.class,
            KeysCommand.class,
            ParkedCommand.class,
            PartnerCommand.class,
            PersonCommand.class,
            RelationshipsCommand.class,
            TokenCommand.class,
            VerifyCommand.class
        })
public final class Commands {
    private final Function<Map<String, String>, Parts> parts;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    /** Each command of the line fills a map of its own; what stands before and after the command's name counts together. */
    private final List<Map<String, String>> settings = new ArrayList<>();

    private @Nullable Path file;

    @Option(
            names = "--as",
            scope = ScopeType.INHERIT,
            paramLabel = "PERSON",
            description =
                    "the administrator who does this; asks for the password. Else the journal names the user of this system")
    private @Nullable String person;

    @Option(
            names = "--as-password",
            scope = ScopeType.INHERIT,
            arity = "0..1",
            interactive = true,
            description = "the password of --as, where there is no terminal to ask")
    private char @Nullable [] personsPassword;

    @Option(names = "--debug", scope = ScopeType.INHERIT, description = "say where a failure happened, too")
    private boolean debug;

    public Commands() {
        this(GatewayParts::open);
    }

    /** @param parts what the commands work with, from the settings of the command line */
    Commands(Function<Map<String, String>, Parts> parts) {
        this.parts = parts;
    }

    @Option(
            names = "--set",
            scope = ScopeType.INHERIT,
            paramLabel = "key=value",
            description = "a setting, as in application.yaml, such as comity.trust.keys=/srv/keys")
    void set(@Nullable Map<String, String> given) {
        if (given != null) { // picocli says null before it reads each command of the line
            settings.add(given);
        }
    }

    @Option(
            names = "--settings",
            scope = ScopeType.INHERIT,
            paramLabel = "FILE",
            description = "a YAML file of settings, beside gateway.yaml of the data directory")
    void settingsFile(@Nullable Path given) {
        if (given != null) {
            file = given;
        }
    }

    /** The commands, ready to execute; further subcommands may be added. */
    public static CommandLine line() {
        return line(new Commands());
    }

    static CommandLine line(Commands root) {
        return new CommandLine(root)
                .setCaseInsensitiveEnumValuesAllowed(true)
                .registerConverter(MailAddress.class, Commands::mailAddress)
                .setExecutionExceptionHandler((surprise, line, parsed) -> {
                    line.getErr().println(Surprise.inWords(surprise));
                    if (root.debug || Surprise.isBug(surprise)) {
                        surprise.printStackTrace(line.getErr());
                    }
                    return 1;
                });
    }

    private static MailAddress mailAddress(String text) {
        try {
            return new MailAddress(text);
        } catch (IllegalArgumentException odd) {
            throw new CommandLine.TypeConversionException(String.valueOf(odd.getMessage()));
        }
    }

    /** @throws IllegalStateException if there are no data of a gateway: in a wrong directory a command would make an empty one */
    Parts open() {
        Parts opened = openNew();
        try {
            DataDirectory.require(opened);
            return opened;
        } catch (RuntimeException elsewhere) {
            opened.close();
            throw elsewhere;
        }
    }

    /** For what works where no gateway starts: nothing is started, made or migrated, and mistaken settings are told, not refused. */
    Parts openToLook() {
        Map<String, String> looking = new TreeMap<>(settings());
        looking.put(GatewayParts.COMMAND, GatewayParts.LOOKS);
        Parts opened = parts.apply(looking);
        try {
            DataDirectory.require(opened);
        } catch (BeansException mistaken) {
            return opened; // among what is told
        } catch (RuntimeException elsewhere) {
            opened.close();
            throw elsewhere;
        }
        return opened;
    }

    /** For what makes the first data of a gateway. */
    Parts openNew() {
        return parts.apply(settings());
    }

    /** What {@code --settings} and {@code --set} said, as Spring Boot takes it on its command line. */
    public Map<String, String> settings() {
        Map<String, String> all = new TreeMap<>();
        settings.forEach(all::putAll);
        if (file != null) {
            all.put("spring.config.additional-location", "file:" + file.toAbsolutePath());
        }
        if (debug) {
            all.put("debug", "true"); // Spring Boot's own
        }
        return all;
    }

    /** Who does this, for the journal. */
    Checked<Actor> actor(Parts opened) {
        return Operators.acting(opened, Optional.ofNullable(person), personsPassword);
    }

    PrintWriter out() {
        return spec.commandLine().getOut();
    }

    PrintWriter err() {
        return spec.commandLine().getErr();
    }

    /** Says what was found wrong, one problem a line. */
    int fail(List<Problem> problems) {
        PrintWriter err = err();
        problems.forEach(problem -> {
            String where = problem.where().isEmpty() ? "" : " [" + problem.where() + "]";
            err.println(problem.type().code() + where + " " + problem.type().sentence());
            err.println("  " + problem.type().remedy());
        });
        return 1;
    }

    /** What {@code checked} holds goes to {@code report}, its problems to the error output. */
    <T> int answer(Checked<T> checked, Function<T, String> report) {
        return switch (checked) {
            case Checked.Passed<T>(var value) -> {
                out().println(report.apply(value));
                yield 0;
            }
            case Checked.Failed<T>(var problems) -> fail(problems);
        };
    }
}
