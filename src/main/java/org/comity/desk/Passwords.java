package org.comity.desk;

import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Semaphore;
import org.comity.people.PasswordHash;
import org.comity.problems.Checked;
import org.comity.problems.DeskProblem;
import org.springframework.security.crypto.argon2.Argon2PasswordEncoder;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;
import org.springframework.security.crypto.password.DelegatingPasswordEncoder;
import org.springframework.security.crypto.password.PasswordEncoder;

/**
 * Makes and compares password hashes: argon2id for new ones, bcrypt too for persons that are brought along.
 *
 * <p>Guarantees: a comparison for a person that does not exist takes as long as a real one; at most four run at a time, so that
 * sign-ins cannot fill the memory (16 MB each).
 */
public final class Passwords {
    /** NIST SP 800-63B asks for 8 and advises more; without a second factor 12 is the floor here. Characters. */
    private static final int SHORTEST = 12;

    /** Beyond this nothing is gained; bounds the work for a stranger's input. Characters. */
    private static final int LONGEST = 200;

    /** What the exercise, the README and common lists print; refused in production. */
    private static final Set<String> EXAMPLES = Set.of(
            "comity-exercise", "comity-example", "correct horse battery staple", "password1234", "administrator");

    private static final String METHOD = "argon2@SpringSecurity_v5_8";

    /** Comparisons at the same time: each takes 16 MB and much arithmetic. */
    private static final int AT_ONCE = 4;

    private final PasswordEncoder encoder = new DelegatingPasswordEncoder(
            METHOD,
            Map.of(
                    METHOD,
                    Argon2PasswordEncoder.defaultsForSpringSecurity_v5_8(),
                    "bcrypt",
                    new BCryptPasswordEncoder(12)));
    private final Semaphore atOnce = new Semaphore(AT_ONCE);
    private final boolean examplesAllowed;
    private final PasswordHash nobody;

    public Passwords(boolean examplesAllowed) {
        this.examplesAllowed = examplesAllowed;
        this.nobody = new PasswordHash(encoder.encode("nobody has this password"));
    }

    /** The hash of a new password, or why it cannot be one. */
    public Checked<PasswordHash> hash(String plain) {
        if (plain.length() < SHORTEST || plain.length() > LONGEST || isRefusedExample(plain)) {
            return Checked.failed(DeskProblem.PASSWORD_TOO_WEAK.problem());
        }
        return Checked.passed(new PasswordHash(encoder.encode(plain)));
    }

    /** In production an example password never matches, even if its hash was brought along with old data. */
    public boolean matches(String plain, PasswordHash hash) {
        if (plain.length() > LONGEST) {
            return false;
        }
        atOnce.acquireUninterruptibly();
        try {
            return encoder.matches(plain, hash.encoded()) && !isRefusedExample(plain);
        } finally {
            atOnce.release();
        }
    }

    /** Spends the time of a comparison, for a name that nobody has (THREAT-91). */
    public void matchNobody(String plain) {
        matches(plain, nobody);
    }

    private boolean isRefusedExample(String plain) {
        return !examplesAllowed && EXAMPLES.contains(plain.toLowerCase(Locale.ROOT));
    }
}
