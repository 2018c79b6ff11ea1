package org.comity.trust;

import java.net.Socket;
import java.security.Principal;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.Optional;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.X509ExtendedKeyManager;
import org.comity.partners.AgencyId;
import org.jspecify.annotations.Nullable;

/**
 * Hands the JDK's TLS the current TLS key of the agency that is meant, asked anew at each handshake. Made and used inside this package
 * only.
 */
final class TlsKeys extends X509ExtendedKeyManager {
    private final OwnKeys keys;
    private final OwnHosts hosts;

    TlsKeys(OwnKeys keys, OwnHosts hosts) {
        this.keys = keys;
        this.hosts = hosts;
    }

    @Override
    public @Nullable String chooseClientAlias(
            String[] keyTypes, Principal @Nullable [] issuers, @Nullable Socket socket) {
        return choose(hosts.nameless(), keyTypes);
    }

    @Override
    public @Nullable String chooseEngineClientAlias(
            String[] keyTypes, Principal @Nullable [] issuers, @Nullable SSLEngine engine) {
        return choose(hosts.nameless(), keyTypes);
    }

    @Override
    public @Nullable String chooseServerAlias(String keyType, Principal @Nullable [] issuers, @Nullable Socket socket) {
        return choose(
                socket instanceof SSLSocket tls ? hosts.meant(tls.getHandshakeSession()) : hosts.nameless(), keyType);
    }

    @Override
    public @Nullable String chooseEngineServerAlias(
            String keyType, Principal @Nullable [] issuers, @Nullable SSLEngine engine) {
        return choose(engine == null ? hosts.nameless() : hosts.meant(engine.getHandshakeSession()), keyType);
    }

    @Override
    public String[] getClientAliases(String keyType, Principal @Nullable [] issuers) {
        return aliases(keyType);
    }

    @Override
    public String[] getServerAliases(String keyType, Principal @Nullable [] issuers) {
        return aliases(keyType);
    }

    @Override
    public X509Certificate[] getCertificateChain(String alias) {
        return entry(alias).chain().toArray(X509Certificate[]::new);
    }

    @Override
    public PrivateKey getPrivateKey(String alias) {
        return entry(alias).key();
    }

    /** The alias is the certificate's fingerprint, so that one handshake has one key though another takes over meanwhile. */
    private @Nullable String choose(AgencyId agency, String... keyTypes) {
        KeyEntry current = keys.current(agency, KeyKind.TLS);
        String algorithm = current.key().getAlgorithm();
        return Arrays.stream(keyTypes).anyMatch(type -> type.startsWith(algorithm)) ? alias(current) : null;
    }

    private String[] aliases(String keyType) {
        return hosts.agencies().stream()
                .flatMap(agency -> Optional.ofNullable(choose(agency, keyType)).stream())
                .toArray(String[]::new);
    }

    private static String alias(KeyEntry entry) {
        return Certificates.fingerprint(entry.certificate()).hex();
    }

    private KeyEntry entry(String alias) {
        return hosts.agencies().stream()
                .flatMap(agency -> keys.tls(agency).stream())
                .filter(entry -> alias(entry).equals(alias))
                .findFirst()
                .orElseGet(() -> keys.current(hosts.nameless(), KeyKind.TLS));
    }
}
