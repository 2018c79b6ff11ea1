package org.comity.desk.access;

import java.util.Optional;
import org.comity.desk.Passwords;
import org.comity.people.People;
import org.comity.people.Person;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.authentication.LockedException;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.web.authentication.WebAuthenticationDetails;

/** Compares a name and password; every failure looks and takes the same, whether the name exists or not (THREAT-91). */
final class PasswordSignIn implements AuthenticationProvider {
    private final People people;
    private final Passwords passwords;
    private final SignInThrottle throttle;

    PasswordSignIn(People people, Passwords passwords, SignInThrottle throttle) {
        this.people = people;
        this.passwords = passwords;
        this.throttle = throttle;
    }

    @Override
    public Authentication authenticate(Authentication claim) {
        String name = claim.getName();
        String address = address(claim);
        if (!throttle.admits(name, address)) {
            throw new LockedException("too many failures");
        }
        Optional<Person> person;
        try {
            person = proven(name, String.valueOf(claim.getCredentials()));
        } catch (RuntimeException away) { // the database, for instance
            throttle.released(name, address);
            throw away;
        }
        if (person.isEmpty()) {
            throw new BadCredentialsException("name or password is wrong");
        }
        throttle.succeeded(name, address);
        return SignedIn.of(person.get().actor());
    }

    private Optional<Person> proven(String name, String password) {
        Optional<Person> person = Optional.of(name).filter(Person::isValidName).flatMap(people::find);
        if (person.isEmpty()) {
            passwords.matchNobody(password);
            return Optional.empty();
        }
        return person.filter(found -> passwords.matches(password, found.password()) && !found.disabled());
    }

    private static String address(Authentication claim) {
        return claim.getDetails() instanceof WebAuthenticationDetails details ? details.getRemoteAddress() : "0.0.0.0";
    }

    @Override
    public boolean supports(Class<?> authentication) {
        return UsernamePasswordAuthenticationToken.class.isAssignableFrom(authentication);
    }
}
