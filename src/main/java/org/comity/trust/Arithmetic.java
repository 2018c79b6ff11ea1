package org.comity.trust;

import com.amazon.corretto.crypto.provider.AmazonCorrettoCryptoProvider;
import java.security.Provider;
import java.security.Security;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.comity.problems.GatewayBug;

/**
 * Which provider does which arithmetic: the fastest that passes {@link SelfTest} in this process, decided once. Providers are passed
 * to each call and never registered, so no library's default changes under our feet.
 *
 * <p>The Amazon Corretto provider is 5 to 8 times as fast at EC as any Java code, but native: where it does not load, or fails a
 * test, Bouncy Castle takes EC and the JDK takes AES-GCM (docs/decisions/2026-11-23-arithmetic-chosen-by-self-test.md). The JDK is no candidate for EC signatures, since it accepts an
 * encoding that it should not.
 */
public final class Arithmetic {
    private static final class Chosen {
        private static final Arithmetic ARITHMETIC = choose();
    }

    private final Provider bouncyCastle;
    private final Provider signatures;
    private final Provider agreement;
    private final Provider aesGcm;
    private final Provider rsa;

    private Arithmetic(Provider bouncyCastle, List<Provider> fast) {
        this.bouncyCastle = bouncyCastle;
        this.signatures = first("EC signatures", fast, bouncyCastle, SelfTest::ecdsa);
        this.agreement = first("EC agreement", fast, bouncyCastle, SelfTest::ecdh);
        this.aesGcm = first("AES-GCM", fast, Security.getProvider("SunJCE"), SelfTest::aesGcm);
        this.rsa = first("RSA", fast, bouncyCastle, SelfTest::rsa);
    }

    /** The choice for this process; the first call runs the self-tests (about a tenth of a second). */
    public static Arithmetic chosen() {
        return Chosen.ARITHMETIC;
    }

    private static Arithmetic choose() {
        return among(corretto().toList());
    }

    /** The choice if only {@code fast} providers, best first, stand before Bouncy Castle and the JDK. */
    static Arithmetic among(List<Provider> fast) {
        return new Arithmetic(new BouncyCastleProvider(), fast);
    }

    static Stream<Provider> corretto() {
        var corretto = AmazonCorrettoCryptoProvider.INSTANCE;
        return corretto != null && corretto.getLoadingError() == null ? Stream.of(corretto) : Stream.empty();
    }

    /** For ECDSA. */
    public Provider signatures() {
        return signatures;
    }

    /** For ECDH and EC key pairs. */
    public Provider agreement() {
        return agreement;
    }

    /** For AES-GCM; releases no plaintext before its tag is verified. */
    public Provider aesGcm() {
        return aesGcm;
    }

    /** For RSA signatures ({@code RSASSA-PSS}, {@code SHA256withRSA}) and RSA key transport. */
    public Provider rsa() {
        return rsa;
    }

    /** For the forms of CMS and all that has no faster provider; an instance that is not registered. */
    public Provider bouncyCastle() {
        return bouncyCastle;
    }

    /** One line for the log of the start. */
    public String describe() {
        return "EC signatures by " + title(signatures) + ", EC agreement by " + title(agreement) + ", AES-GCM by "
                + title(aesGcm) + ", RSA by " + title(rsa);
    }

    private static String title(Provider provider) {
        return provider.getName() + " " + provider.getVersionStr();
    }

    private static Provider first(String what, List<Provider> fast, Provider last, Predicate<Provider> test) {
        return Stream.concat(fast.stream(), Stream.of(last))
                .filter(test)
                .findFirst()
                .orElseThrow(() -> new GatewayBug("no provider passes the self-test of " + what));
    }
}
