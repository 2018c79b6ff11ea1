package org.comity.desk.access;

import static org.springframework.security.config.http.SessionCreationPolicy.STATELESS;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Clock;
import java.util.regex.Pattern;
import org.comity.desk.DeskSettings;
import org.comity.desk.Passwords;
import org.comity.desk.api.ProblemWriter;
import org.comity.desk.api.StorableTexts;
import org.comity.people.People;
import org.comity.problems.DeskProblem;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.boot.web.servlet.ServletContextInitializer;
import org.springframework.boot.web.servlet.server.CookieSameSiteSupplier;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.authentication.LockedException;
import org.springframework.security.authentication.ProviderManager;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.annotation.web.configurers.HeadersConfigurer;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.intercept.AuthorizationFilter;
import org.springframework.security.web.authentication.AnonymousAuthenticationFilter;
import org.springframework.security.web.csrf.CsrfFilter;
import org.springframework.security.web.firewall.HttpFirewall;
import org.springframework.security.web.firewall.StrictHttpFirewall;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;
import org.springframework.web.multipart.MultipartResolver;
import org.springframework.web.multipart.support.StandardServletMultipartResolver;

/**
 * Three doors on the officers' port: the REST interface for tokens, the addresses of calendars, the pages for sessions. Roles are checked where a use case is
 * called; here only who may come in at all.
 */
@Configuration(proxyBeanMethods = false)
class DeskSecurity {

    /** THREAT-20: even if text of a partner became markup, no script of it would run and nothing would be fetched. */
    static final String CONTENT_SECURITY_POLICY =
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; "
                    + "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

    /** One step below the page where they are made. */
    private static final Pattern CALENDAR = Pattern.compile("/calendar/[^/]+");

    @Bean
    Passwords passwords(DeskSettings settings) {
        return new Passwords(settings.examplePasswords());
    }

    /** As a bean, so that Spring Boot makes no user of its own. */
    @Bean
    AuthenticationProvider passwordSignIn(People people, Passwords passwords, Clock clock) {
        return new PasswordSignIn(people, passwords, new SignInThrottle(clock));
    }

    /** DSK-12: what else comes in a parameter is the caller's matter. */
    @Bean
    HttpFirewall storableParameters() {
        StrictHttpFirewall firewall = new StrictHttpFirewall();
        firewall.setAllowedParameterValues(StorableTexts::isStorable);
        return firewall;
    }

    @Bean
    @Order(10)
    SecurityFilterChain restInterface(HttpSecurity http, OfficersPort port, Tokens tokens, ProblemWriter problems)
            throws Exception {
        return http.securityMatcher(request -> port.matches(request) && isApi(request.getRequestURI()))
                // THREAT-95: bearer tokens only, no cookie is read, hence nothing to forge across sites
                .csrf(AbstractHttpConfigurer::disable)
                .sessionManagement(session -> session.sessionCreationPolicy(STATELESS))
                .requestCache(AbstractHttpConfigurer::disable)
                .logout(AbstractHttpConfigurer::disable)
                .headers(DeskSecurity::strict)
                .addFilterBefore(new BearerTokens(tokens), AnonymousAuthenticationFilter.class)
                .authorizeHttpRequests(calls -> calls.anyRequest().authenticated())
                .exceptionHandling(trouble -> trouble.authenticationEntryPoint((request, response, why) -> {
                            response.setHeader("WWW-Authenticate", "Bearer");
                            problems.tell(request, response, DeskProblem.SIGN_IN_NEEDED.problem());
                        })
                        .accessDeniedHandler((request, response, why) ->
                                problems.write(request, response, DeskProblem.ROLE_NEEDED.problem())))
                .build();
    }

    /** The secret in the address is all that counts there; no cookie is read and no session begun (THREAT-131). */
    @Bean
    @Order(15)
    SecurityFilterChain calendarAddresses(HttpSecurity http, OfficersPort port) throws Exception {
        return http.securityMatcher(request -> port.matches(request)
                        && CALENDAR.matcher(request.getRequestURI()).matches())
                .csrf(AbstractHttpConfigurer::disable)
                .sessionManagement(session -> session.sessionCreationPolicy(STATELESS))
                .requestCache(AbstractHttpConfigurer::disable)
                .logout(AbstractHttpConfigurer::disable)
                .headers(DeskSecurity::strict)
                .authorizeHttpRequests(calls -> calls.anyRequest().permitAll())
                .build();
    }

    @Bean
    @Order(20)
    SecurityFilterChain pages(
            HttpSecurity http,
            OfficersPort port,
            AuthenticationProvider signIn,
            SessionGuard guard,
            ProblemWriter problems)
            throws Exception {
        return http.securityMatcher(port)
                // Alone: beside a global manager with the same provider each failure would count, and cost, twice
                .authenticationManager(new ProviderManager(signIn))
                .headers(DeskSecurity::strict)
                .addFilterBefore(new CrossSiteArrivals(), CsrfFilter.class)
                .addFilterBefore(new WholeForms(problems), CsrfFilter.class)
                .addFilterBefore(guard, AuthorizationFilter.class)
                .authorizeHttpRequests(
                        calls -> calls.requestMatchers("/sign-in", "/desk/**", "/webjars/htmx.org/**", "/error")
                                .permitAll()
                                .anyRequest()
                                .authenticated())
                .formLogin(form -> form.loginPage("/sign-in")
                        .usernameParameter("name")
                        .passwordParameter("password")
                        .successHandler(new WhereItWas())
                        .failureHandler(DeskSecurity::failed))
                .exceptionHandling(trouble -> trouble.authenticationEntryPoint(
                        (request, response, why) -> response.sendRedirect("/sign-in"))) // no Host header in it
                // a restart or the time of silence: say so, instead of a bare form
                .sessionManagement(session -> session.invalidSessionUrl("/sign-in?ended"))
                .logout(out -> out.logoutUrl("/sign-out").logoutSuccessUrl("/sign-in?out"))
                .build();
    }

    /** That somebody has to wait says nothing about whether the name exists (THREAT-91). */
    private static void failed(HttpServletRequest request, HttpServletResponse response, AuthenticationException why)
            throws IOException {
        response.sendRedirect(why instanceof LockedException ? "/sign-in?wait" : "/sign-in?failed");
    }

    private static boolean isApi(String path) {
        return path.equals("/api") || path.startsWith("/api/");
    }

    private static void strict(HeadersConfigurer<HttpSecurity> headers) {
        headers.contentSecurityPolicy(policy -> policy.policyDirectives(CONTENT_SECURITY_POLICY))
                .referrerPolicy(policy -> policy.policy(ReferrerPolicy.NO_REFERRER))
                .httpStrictTransportSecurity(hsts -> hsts.includeSubDomains(false))
                .permissionsPolicyHeader(policy -> policy.policy("camera=(), geolocation=(), microphone=()"));
    }

    /** THREAT-108: whoever is not signed in makes no uploads, whichever page or error answers. */
    @Bean
    MultipartResolver multipartResolver() {
        return new StandardServletMultipartResolver() {
            @Override
            public boolean isMultipart(HttpServletRequest request) {
                return request.getDispatcherType() != DispatcherType.ERROR
                        && SignedIn.isSomebody()
                        && super.isMultipart(request);
            }
        };
    }

    /** {@code __Host-}: no other host and no plain connection can set this cookie (RFC 6265bis 4.1.3.2). */
    @Bean
    ServletContextInitializer sessionCookie(DeskSettings settings) {
        return context -> {
            var cookie = context.getSessionCookieConfig();
            cookie.setName("__Host-comity");
            cookie.setPath("/");
            cookie.setHttpOnly(true);
            cookie.setSecure(true);
            context.setSessionTimeout((int) settings.sessionTimeout().toMinutes());
        };
    }

    @Bean
    SessionGuard sessionGuard(People people, Clock clock, DeskSettings settings) {
        return new SessionGuard(people, clock, settings.sessionTimeout());
    }

    /** Inside the chain of the pages only, not around every call as Spring Boot does with filters that are beans. */
    @Bean
    FilterRegistrationBean<SessionGuard> sessionGuardOnPagesOnly(SessionGuard guard) {
        FilterRegistrationBean<SessionGuard> registration = new FilterRegistrationBean<>(guard);
        registration.setEnabled(false);
        return registration;
    }

    @Bean
    CookieSameSiteSupplier strictlySameSite() {
        return CookieSameSiteSupplier.ofStrict();
    }
}
