package org.comity.trust;

import java.net.URI;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import javax.net.ssl.ExtendedSSLSession;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SNIMatcher;
import javax.net.ssl.SNIServerName;
import javax.net.ssl.SSLSession;
import javax.net.ssl.StandardConstants;
import org.comity.partners.AgencyId;
import org.comity.problems.GatewayBug;

/**
 * Our agencies by the host names under which they are called: those that each one's current TLS certificate holds, looked at anew in every
 * handshake. A caller says in its handshake which it means (RFC 6066); a name that is nobody's ends it (THREAT-76).
 */
public final class OwnHosts extends SNIMatcher {
    /** {@code dNSName} of RFC 5280 4.2.1.6. */
    private static final Integer DNS_NAME = 2;

    private final OwnKeys keys;
    private final List<AgencyId> agencies;
    private final AgencyId nameless;

    /** @param nameless whom a caller means that has an address and no name */
    OwnHosts(OwnKeys keys, List<AgencyId> agencies, AgencyId nameless) {
        super(StandardConstants.SNI_HOST_NAME);
        this.keys = keys;
        this.agencies = List.copyOf(agencies);
        this.nameless = nameless;
    }

    /** Certificates that name no host cannot say which name is wrong: the caller judges. */
    @Override
    public boolean matches(SNIServerName name) {
        return named(name).isPresent()
                || agencies.stream().allMatch(agency -> names(agency, keys).isEmpty());
    }

    /** Every agency whose key may be shown. */
    List<AgencyId> agencies() {
        return agencies;
    }

    AgencyId nameless() {
        return nameless;
    }

    /** Whom the caller of this handshake means. */
    AgencyId meant(SSLSession handshake) {
        return handshake instanceof ExtendedSSLSession names
                ? names.getRequestedServerNames().stream()
                        .flatMap(name -> named(name).stream())
                        .findFirst()
                        .orElse(nameless)
                : nameless;
    }

    private Optional<AgencyId> named(SNIServerName name) {
        return hostName(name)
                .flatMap(host -> agencies.stream()
                        .filter(agency -> holds(names(agency, keys), host))
                        .findFirst());
    }

    private static Optional<String> hostName(SNIServerName name) {
        try {
            return name.getType() == StandardConstants.SNI_HOST_NAME
                    ? Optional.of(new SNIHostName(name.getEncoded()).getAsciiName())
                    : Optional.empty();
        } catch (IllegalArgumentException noHostName) {
            return Optional.empty();
        }
    }

    /** {@code url} with a host under which {@code agency} is called: its own if the certificate holds it, else the certificate's first. */
    public static URI of(AgencyId agency, OwnKeys keys, URI url) {
        List<String> names = names(agency, keys);
        String host = String.valueOf(url.getHost());
        return names.isEmpty() || holds(names, host)
                ? url
                : URI.create(url.toString().replaceFirst("//[^/:]+", "//" + names.getFirst()));
    }

    /** Why a caller could not say which of several agencies it means; a sentence each. */
    public static List<String> unclear(Collection<AgencyId> agencies, OwnKeys keys) {
        List<String> unclear = new ArrayList<>();
        Map<String, AgencyId> first = new HashMap<>();
        for (AgencyId agency : agencies) {
            List<String> names = names(agency, keys);
            if (names.isEmpty() && agencies.size() > 1) {
                unclear.add("the TLS certificate of " + agency + " names no host, and the partners' port serves several"
                        + " agencies: make a key with `keys renew " + agency + " tls --host`");
            }
            for (String name : names) {
                AgencyId other = first.putIfAbsent(name, agency);
                if (other != null && !other.equals(agency)) {
                    unclear.add("the TLS certificates of " + other + " and " + agency + " both name the host " + name
                            + ": give each agency a name of its own with `keys renew " + agency + " tls --host`");
                }
            }
        }
        return unclear;
    }

    /** A wildcard stands for the first label (RFC 6125 6.4.3). */
    private static boolean holds(List<String> names, String host) {
        String asked = host.toLowerCase(Locale.ROOT);
        return names.contains(asked) || names.contains(asked.replaceFirst("^[^.]+", "*"));
    }

    private static List<String> names(AgencyId agency, OwnKeys keys) {
        return keys.has(agency, KeyKind.TLS)
                ? names(keys.current(agency, KeyKind.TLS).certificate())
                : List.of();
    }

    private static List<String> names(X509Certificate certificate) {
        try {
            Collection<List<?>> all = certificate.getSubjectAlternativeNames();
            return all == null
                    ? List.of()
                    : all.stream()
                            .filter(name -> name.getFirst().equals(DNS_NAME))
                            .map(name -> String.valueOf(name.get(1)).toLowerCase(Locale.ROOT))
                            .toList();
        } catch (CertificateParsingException malformed) {
            throw new GatewayBug("our own certificate was parsed when it was taken", malformed);
        }
    }
}
