package org.comity;

import java.time.Clock;
import java.util.Map;
import org.comity.cli.Commands;
import org.comity.exercise.ExerciseCommand;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
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
                .addSubcommand(new ExerciseCommand(file -> ServeCommand.start(
                        Map.of("spring.config.additional-location", "file:" + file.toAbsolutePath()))))
                .setCaseInsensitiveEnumValuesAllowed(
                        true); // a setting of the line reaches only the commands that it has by then
        int exitCode = commands.execute(arguments.length == 0 ? new String[] {"serve"} : arguments);
        if (exitCode != 0) {
            System.exit(exitCode);
        }
    }

    @Bean
    Clock clock() {
        return Clock.systemUTC();
    }
}
