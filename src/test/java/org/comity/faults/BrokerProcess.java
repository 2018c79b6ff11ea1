package org.comity.faults;

import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import org.apache.activemq.artemis.core.config.impl.SecurityConfiguration;
import org.apache.activemq.artemis.core.server.embedded.EmbeddedActiveMQ;
import org.apache.activemq.artemis.spi.core.security.ActiveMQJAASSecurityManager;
import org.apache.activemq.artemis.spi.core.security.jaas.InVMLoginModule;

/** An Artemis broker as a process of its own, from the {@code broker.xml} that it is given; what {@code artemis run} does. */
final class BrokerProcess {
    private BrokerProcess() {}

    /** @param words the file, and the password of the user {@code gateway} */
    public static void main(String[] words) throws Exception {
        SecurityConfiguration users = new SecurityConfiguration();
        users.addUser("gateway", words[1]);
        users.addRole("gateway", "gateway");
        EmbeddedActiveMQ broker = new EmbeddedActiveMQ();
        broker.setConfigResourcePath(Path.of(words[0]).toUri().toString());
        broker.setSecurityManager(new ActiveMQJAASSecurityManager(InVMLoginModule.class.getName(), users));
        broker.start();
        new CountDownLatch(1).await();
    }
}
