package org.comity;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/** Runs the gateway until it is stopped. */
@Command(name = "serve", description = "Run the gateway (what the jar does without a command).")
final class ServeCommand implements Callable<Integer> {

    @ParentCommand
    private org.comity.cli.@org.jspecify.annotations.Nullable Commands parent;

    @Option(names = "--settings", paramLabel = "FILE", description = "a YAML file of settings")
    private Optional<Path> settings = Optional.empty();

    @Option(
            names = "--while-stdin-is-open",
            hidden = true,
            description = "stop when whoever started this process is gone")
    private boolean whileStdinIsOpen;

    @Override
    public Integer call() {
        List<String> more = new ArrayList<>();
        if (parent != null) {
            parent.settings().forEach((key, value) -> more.add("--" + key + "=" + value));
        }
        ConfigurableApplicationContext context = start(settings, more);
        if (whileStdinIsOpen) {
            stopWhenStdinCloses(context);
        }
        return 0;
    }

    static ConfigurableApplicationContext start(Optional<Path> settings, List<String> more) {
        List<String> arguments = new ArrayList<>(more);
        settings.ifPresent(file -> arguments.add("--spring.config.additional-location=file:" + file.toAbsolutePath()));
        return new SpringApplicationBuilder(Gateway.class).run(arguments.toArray(String[]::new));
    }

    private static void stopWhenStdinCloses(ConfigurableApplicationContext context) {
        Thread.ofPlatform().name("parent-watch").daemon().start(() -> {
            try {
                while (System.in.read() >= 0) {
                    // nothing is said on it; its end is the message
                }
            } catch (IOException closed) {
                // the same message
            }
            context.close();
            System.exit(0);
        });
    }
}
