package org.comity.trust;

import java.net.Socket;
import java.security.Principal;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedKeyManager;
import org.comity.partners.AgencyId;
import org.jspecify.annotations.Nullable;

/** Hands the JDK's TLS the one current TLS key of an agency, asked anew at each handshake. Made and used inside this package only. */
final class TlsKeys extends X509ExtendedKeyManager {
    private final OwnKeys keys;
    private final AgencyId agency;

    TlsKeys(OwnKeys keys, AgencyId agency) {
        this.keys = keys;
        this.agency = agency;
    }

    @Override
    public @Nullable String chooseClientAlias(
            String[] keyTypes, Principal @Nullable [] issuers, @Nullable Socket socket) {
        return choose(keyTypes);
    }

    @Override
    public @Nullable String chooseEngineClientAlias(
            String[] keyTypes, Principal @Nullable [] issuers, @Nullable SSLEngine engine) {
        return choose(keyTypes);
    }

    @Override
    public @Nullable String chooseServerAlias(String keyType, Principal @Nullable [] issuers, @Nullable Socket socket) {
        return choose(keyType);
    }

    @Override
    public @Nullable String chooseEngineServerAlias(
            String keyType, Principal @Nullable [] issuers, @Nullable SSLEngine engine) {
        return choose(keyType);
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
    private @Nullable String choose(String... keyTypes) {
        KeyEntry current = keys.current(agency, KeyKind.TLS);
        String algorithm = current.key().getAlgorithm();
        return Arrays.stream(keyTypes).anyMatch(type -> type.startsWith(algorithm)) ? alias(current) : null;
    }

    private String[] aliases(String keyType) {
        String alias = choose(keyType);
        return alias == null ? new String[0] : new String[] {alias};
    }

    private static String alias(KeyEntry entry) {
        return Certificates.fingerprint(entry.certificate()).hex();
    }

    private KeyEntry entry(String alias) {
        return keys.tls(agency).stream()
                .filter(entry -> alias(entry).equals(alias))
                .findFirst()
                .orElseGet(() -> keys.current(agency, KeyKind.TLS));
    }
}
