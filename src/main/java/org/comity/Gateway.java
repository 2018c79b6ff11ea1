package org.comity;

import java.time.Clock;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.context.annotation.Bean;

/** The program. Without a command it is the production gateway. */
@SpringBootApplication
@ConfigurationPropertiesScan
public class Gateway {

    public static void main(String[] arguments) {
        SpringApplication.run(Gateway.class, arguments);
    }

    @Bean
    Clock clock() {
        return Clock.systemUTC();
    }
}
