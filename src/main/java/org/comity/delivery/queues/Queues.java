package org.comity.delivery.queues;

import jakarta.jms.ConnectionFactory;
import java.security.SecureRandom;
import java.util.Optional;
import org.apache.activemq.artemis.jms.client.ActiveMQConnectionFactory;
import org.apache.camel.component.jms.JmsComponent;
import org.apache.camel.component.jms.JmsConfiguration;
import org.messaginghub.pooled.jms.JmsPoolConnectionFactory;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.task.VirtualThreadTaskExecutor;

/** The broker, the connections to it, and the one JMS component of every route. */
@Configuration
@EnableConfigurationProperties(BrokerSettings.class)
class Queues {

    /** Milliseconds a consumer waits for the next message before it looks whether it should stop. */
    private static final long RECEIVE_TIMEOUT_MS = 5_000;

    @Bean(destroyMethod = "stop")
    Broker broker(BrokerSettings settings) {
        return Broker.of(settings, new SecureRandom());
    }

    @Bean(destroyMethod = "stop")
    JmsPoolConnectionFactory queueConnections(Broker broker) {
        JmsPoolConnectionFactory pool = new JmsPoolConnectionFactory();
        pool.setConnectionFactory(broker.connections());
        pool.setMaxConnections(2);
        return pool;
    }

    @Bean
    WholeMessages wholeMessages() {
        return new WholeMessages();
    }

    /** Every {@code jms:} endpoint: text or bytes, no exchange, no exception, no header from outside (THREAT-98, THREAT-102). */
    @Bean
    JmsComponent jms(Broker broker, JmsPoolConnectionFactory queueConnections, BrokerSettings settings) {
        JmsConfiguration jms = new JmsConfiguration();
        jms.setConnectionFactory(queueConnections);
        jms.setListenerConnectionFactory(broker.connections());
        jms.setMessageConverter(new PlainBodies());
        jms.setTransferExchange(false);
        jms.setTransferException(false);
        jms.setDisableReplyTo(true); // a reply address from outside is checked by the flow itself
        jms.setConcurrentConsumers(settings.consumers());
        jms.setCacheLevelName("CACHE_CONSUMER");
        // after the work: what a crash interrupts comes again. Before it where the endpoint says asyncConsumer: there
        // the lease brings it
        jms.setAcknowledgementModeName("CLIENT_ACKNOWLEDGE");
        jms.setReceiveTimeout(RECEIVE_TIMEOUT_MS);
        jms.setTaskExecutor(new VirtualThreadTaskExecutor("queue-"));
        JmsComponent component = new JmsComponent(jms);
        component.setHeaderFilterStrategy(AllowedHeaders.none());
        return component;
    }

    /** The broker in use, whoever runs it. */
    record Broker(ConnectionFactory connections, Optional<EmbeddedBroker> embedded) {

        static Broker of(BrokerSettings settings, SecureRandom random) {
            if (settings.url().isPresent()) {
                return new Broker(
                        connections(
                                settings.url().get(),
                                settings.user().orElseThrow(),
                                settings.password().orElseThrow()),
                        Optional.empty());
            }
            EmbeddedBroker embedded = EmbeddedBroker.start(settings, random);
            return new Broker(
                    connections(embedded.url(), EmbeddedBroker.GATEWAY, embedded.password()), Optional.of(embedded));
        }

        private static ActiveMQConnectionFactory connections(String url, String user, String password) {
            ActiveMQConnectionFactory connections = new ActiveMQConnectionFactory(url, user, password);
            connections.setConsumerWindowSize(0); // a busy consumer must not hold what an idle one could take
            connections.setBlockOnAcknowledge(
                    false); // a lost acknowledgement costs one repetition, which is idempotent
            connections.setDeserializationDenyList("*"); // THREAT-102
            return connections;
        }

        void stop() throws Exception {
            if (embedded.isPresent()) {
                embedded.get().stop();
            }
        }
    }
}
