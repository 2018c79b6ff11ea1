package org.comity;

import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import org.comity.cli.Commands;
import org.comity.exercise.BenchCommand;
import org.comity.exercise.ExerciseCommand;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import picocli.CommandLine;

/** The program. Without a command it is the production gateway. */
@SpringBootApplication
@ConfigurationPropertiesScan
public class Gateway {

    public static void main(String[] arguments) {
        Hardening.ofThisProcess();
        CommandLine commands = Commands.line()
                .addSubcommand(new ServeCommand())
                .addSubcommand(new ExerciseCommand(Gateway::withSettings))
                .addSubcommand(new BenchCommand(Gateway::withSettings))
                .setCaseInsensitiveEnumValuesAllowed(
                        true); // a setting of the line reaches only the commands that it has by then
        int exitCode = commands.execute(arguments.length == 0 ? new String[] {"serve"} : arguments);
        if (exitCode != 0 || !staysUp(commands)) {
            System.exit(exitCode);
        }
    }

    private static boolean staysUp(CommandLine commands) {
        CommandLine.ParseResult chosen = commands.getParseResult().subcommand();
        return chosen != null
                && (chosen.commandSpec().userObject() instanceof ServeCommand
                        || chosen.commandSpec().userObject() instanceof ExerciseCommand);
    }

    private static ConfigurableApplicationContext withSettings(Path file) {
        return ServeCommand.start(Map.of("spring.config.additional-location", "file:" + file.toAbsolutePath()));
    }

    @Bean
    Clock clock() {
        return Clock.systemUTC();
    }
}
