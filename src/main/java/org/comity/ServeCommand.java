package org.comity;

import java.io.IOException;
import java.util.Map;
import java.util.concurrent.Callable;
import org.comity.cli.Commands;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/** Runs the gateway until it is stopped. */
@Command(
        name = "serve",
        mixinStandardHelpOptions = true,
        description = "Run the gateway (what the jar does without a command).")
final class ServeCommand implements Callable<Integer> {

    @ParentCommand
    private Commands root = new Commands();

    @Option(
            names = "--while-stdin-is-open",
            hidden = true,
            description = "stop when whoever started this process is gone")
    private boolean whileStdinIsOpen;

    @Override
    public Integer call() {
        if (whileStdinIsOpen) {
            stopWhenStdinCloses(); // before the start: whoever started this may be gone before it is over
        }
        try {
            start(root.settings());
            return 0;
        } catch (RuntimeException told) { // StartFailure has said why
            return 1;
        }
    }

    static ConfigurableApplicationContext start(Map<String, String> settings) {
        String[] arguments = settings.entrySet().stream()
                .map(setting -> "--" + setting.getKey() + "=" + setting.getValue())
                .toArray(String[]::new);
        return new SpringApplicationBuilder(Gateway.class).run(arguments);
    }

    private static void stopWhenStdinCloses() {
        Thread.ofPlatform().name("parent-watch").daemon().start(() -> {
            try {
                while (System.in.read() >= 0) {
                    // nothing is said on it; its end is the message
                }
            } catch (IOException closed) {
                // the same message
            }
            System.exit(0);
        });
    }
}
