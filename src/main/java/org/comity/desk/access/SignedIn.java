package org.comity.desk.access;

import java.util.List;
import org.comity.people.Actor;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.security.core.context.SecurityContextHolder;

/** What Spring Security keeps of somebody who came in: the {@link Actor} and its roles, no credentials. */
final class SignedIn {
    private SignedIn() {}

    /** Whether the call that this thread answers is of somebody who came in. */
    static boolean isSomebody() {
        Authentication caller = SecurityContextHolder.getContext().getAuthentication();
        return caller != null && caller.getPrincipal() instanceof Actor;
    }

    static Authentication of(Actor actor) {
        List<GrantedAuthority> roles = actor.roles().stream()
                .<GrantedAuthority>map(role -> new SimpleGrantedAuthority("ROLE_" + role.name()))
                .toList();
        return UsernamePasswordAuthenticationToken.authenticated(actor, null, roles);
    }
}
