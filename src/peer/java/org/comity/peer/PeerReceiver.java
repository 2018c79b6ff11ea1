package org.comity.peer;

import com.helger.as2lib.processor.storage.MessageFileModule;
import com.helger.as2lib.session.AS2Session;
import com.helger.as2servlet.AS2ReceiveXServletHandlerConstantSession;
import com.helger.as2servlet.AS2WebAppListener;
import com.helger.as2servlet.util.AS2ServletReceiverModule;
import com.helger.commons.collection.attr.StringMap;
import com.helger.commons.http.EHttpMethod;
import com.helger.xservlet.AbstractXServlet;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.util.concurrent.CountDownLatch;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLServerSocketFactory;
import javax.net.ssl.SSLSessionContext;
import javax.net.ssl.TrustManager;
import org.apache.catalina.Context;
import org.apache.catalina.connector.Connector;
import org.apache.catalina.startup.Tomcat;
import org.apache.coyote.http11.Http11NioProtocol;
import org.apache.tomcat.util.net.SSLContext;
import org.apache.tomcat.util.net.SSLHostConfig;
import org.apache.tomcat.util.net.SSLHostConfigCertificate;

/** A process that opens, verifies, stores as a file and answers by a signed receipt, on Tomcat with TLS of both sides. */
final class PeerReceiver {
    private PeerReceiver() {}

    /** @param words directory of the keys, directory of what comes in, port */
    public static void main(String[] words) throws Exception {
        Path keys = Path.of(words[0]);
        Tomcat tomcat = new Tomcat();
        tomcat.setBaseDir(keys.toString());
        tomcat.setConnector(connector(Integer.parseInt(words[2]), PeerKeys.tls(keys, PeerKeys.RECEIVER)));
        Context context = tomcat.addContext("", keys.toString());
        AS2WebAppListener.staticInit(context.getServletContext());
        Tomcat.addServlet(context, "as2", new Receiving(session(keys, Path.of(words[1]))))
                .setLoadOnStartup(1);
        context.addServletMappingDecoded("/as2", "as2");
        tomcat.start();
        System.out.println("receiver listens");
        new CountDownLatch(1).await();
    }

    private static AS2Session session(Path keys, Path stored) throws Exception {
        AS2Session session = PeerSession.of(keys, PeerKeys.RECEIVER);
        AS2ServletReceiverModule receiver = new AS2ServletReceiverModule();
        receiver.initDynamicComponent(session, null);
        session.getMessageProcessor().addModule(receiver);
        StringMap settings = new StringMap();
        settings.putIn(MessageFileModule.ATTR_PROTOCOL, "as2");
        settings.putIn(
                MessageFileModule.ATTR_FILENAME,
                stored.resolve("$msg.headers.message-id$").toString());
        MessageFileModule store = new MessageFileModule();
        store.initDynamicComponent(session, settings);
        session.getMessageProcessor().addModule(store);
        return session;
    }

    private static Connector connector(int port, javax.net.ssl.SSLContext tls) {
        Http11NioProtocol http = new Http11NioProtocol();
        Connector connector = new Connector(http);
        connector.setPort(port);
        connector.setProperty("address", "127.0.0.1");
        SSLHostConfig host = new SSLHostConfig();
        host.setProtocols("TLSv1.2+TLSv1.3");
        host.setCertificateVerification("required");
        SSLHostConfigCertificate certificate =
                new SSLHostConfigCertificate(host, SSLHostConfigCertificate.Type.UNDEFINED);
        certificate.setSslContext(new Tls(tls));
        host.addCertificate(certificate);
        http.addSslHostConfig(host);
        http.setSSLEnabled(true);
        return connector;
    }

    private static final class Receiving extends AbstractXServlet {
        private static final long serialVersionUID = 1;

        private final transient AS2Session session;

        Receiving(AS2Session session) {
            this.session = session;
        }

        @Override
        public void init() {
            settings().setMultipartEnabled(false);
            handlerRegistry()
                    .registerHandler(EHttpMethod.POST, new AS2ReceiveXServletHandlerConstantSession(session), false);
        }
    }

    /** For Tomcat: a context that is made and ready. */
    private record Tls(javax.net.ssl.SSLContext made) implements SSLContext {
        @Override
        public void init(KeyManager[] keys, TrustManager[] trust, SecureRandom random) {
            // has everything
        }

        @Override
        public void destroy() {
            // holds nothing
        }

        @Override
        public SSLSessionContext getServerSessionContext() {
            return made.getServerSessionContext();
        }

        @Override
        public SSLEngine createSSLEngine() {
            return made.createSSLEngine();
        }

        @Override
        public SSLServerSocketFactory getServerSocketFactory() {
            return made.getServerSocketFactory();
        }

        @Override
        public SSLParameters getSupportedSSLParameters() {
            return made.getSupportedSSLParameters();
        }

        @Override
        public X509Certificate[] getCertificateChain(String alias) {
            return new X509Certificate[0];
        }

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }
}
