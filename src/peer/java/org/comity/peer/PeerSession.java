package org.comity.peer;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import com.helger.as2lib.cert.CertificateFactory;
import com.helger.as2lib.partner.SelfFillingPartnershipFactory;
import com.helger.as2lib.processor.DefaultMessageProcessor;
import com.helger.as2lib.session.AS2Session;
import com.helger.commons.collection.attr.StringMap;
import com.helger.commons.debug.GlobalDebug;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.file.Path;
import java.security.KeyStore;
import org.slf4j.LoggerFactory;

/** The library set up as for production: no debugging, warnings only. */
final class PeerSession {
    private PeerSession() {}

    /** With keys and partners, and a processor without modules. */
    static AS2Session of(Path directory, String side) throws Exception {
        GlobalDebug.setProductionModeDirect(true);
        if (LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME) instanceof Logger logger) {
            logger.setLevel(Level.WARN);
        }
        AS2Session session = new AS2Session();
        session.setCertificateFactory(keys(session, PeerKeys.messages(directory, side)));
        SelfFillingPartnershipFactory partners = new SelfFillingPartnershipFactory();
        partners.initDynamicComponent(session, null);
        session.setPartnershipFactory(partners);
        DefaultMessageProcessor processor = new DefaultMessageProcessor();
        processor.initDynamicComponent(session, null);
        session.setMessageProcessor(processor);
        return session;
    }

    /** The aliases are the AS2 names of the sides. */
    static CertificateFactory keys(AS2Session session, KeyStore store) throws Exception {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        store.store(bytes, PeerKeys.PASSWORD);
        StringMap settings = new StringMap();
        settings.putIn(CertificateFactory.ATTR_TYPE, "PKCS12");
        CertificateFactory keys = new CertificateFactory();
        keys.initDynamicComponent(session, settings);
        keys.setPassword(new String(PeerKeys.PASSWORD));
        keys.setSaveChangesToFile(false);
        keys.load(new ByteArrayInputStream(bytes.toByteArray()), PeerKeys.PASSWORD);
        return keys;
    }
}
