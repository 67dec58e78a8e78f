package io.atalaya.app.security;

import io.atalaya.command.identity.AccessTokens;
import io.atalaya.command.identity.ApiKeys;
import io.atalaya.command.identity.OidcSettings;
import io.atalaya.command.identity.oidc.ExternalTokens;
import io.atalaya.command.identity.oidc.ExternalUser;
import io.atalaya.command.identity.oidc.ExternalUsers;
import io.atalaya.command.limit.Balance;
import io.atalaya.command.tenant.Memberships;
import io.atalaya.contract.identity.UserId;
import io.atalaya.kernel.Rejection;
import io.atalaya.kernel.access.Role;
import io.atalaya.kernel.privacy.PersonalKeys;
import jakarta.servlet.Filter;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.authentication.InsufficientAuthenticationException;
import org.springframework.security.authorization.AuthorizationDecision;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.config.observation.SecurityObservationSettings;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.server.resource.InvalidBearerTokenException;
import org.springframework.security.oauth2.server.resource.web.OAuth2ProtectedResourceMetadataFilter;
import org.springframework.security.oauth2.server.resource.web.authentication.BearerTokenAuthenticationFilter;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.DefaultSecurityFilterChain;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.AccessDeniedHandler;
import org.springframework.security.web.access.intercept.AuthorizationFilter;
import org.springframework.security.web.context.request.async.WebAsyncManagerIntegrationFilter;
import org.springframework.security.web.firewall.HttpFirewall;
import org.springframework.security.web.firewall.StrictHttpFirewall;
import org.springframework.security.web.session.DisableEncodeUrlFilter;
import org.springframework.web.servlet.HandlerExceptionResolver;

/**
 * Who gets in at all. What they may do there is decided by role where messages enter the buses, not by path; only the
 * {@link OpenPaths} need no credential.
 */
@Configuration(proxyBeanMethods = false)
class SecurityConfiguration {
    /** There are no sessions in URLs, who streams an answer knows whom for, and nothing is offered under /.well-known. */
    private static final Set<Class<?>> OF_NO_USE = Set.of(
            DisableEncodeUrlFilter.class,
            WebAsyncManagerIntegrationFilter.class,
            OAuth2ProtectedResourceMetadataFilter.class);

    @Bean
    JwtDecoder jwtDecoder(OidcSettings oidc, AccessTokens own, ExternalTokens external, Clock clock) {
        return new RememberingJwtDecoder(oidc.isExternal() ? external.decoder() : own.decoder(), clock);
    }

    private static UserAuthentication ofExternal(ExternalUsers users, Jwt token, String ip) {
        try {
            ExternalUser user = users.recognise(token, ip);
            return new UserAuthentication(user.userId(), user.claimed());
        } catch (Rejection refused) {
            if (refused.code() == Rejection.Code.TOKEN_INVALID) {
                throw new InvalidBearerTokenException("The account has been erased", refused);
            }
            throw refused;
        }
    }

    private static UserAuthentication ofOurs(PersonalKeys keys, Jwt token) {
        UserId userId = UserId.of(Objects.requireNonNull(token.getSubject(), "each of our tokens names a user"));
        if (keys.wasErasedLately(userId)) {
            throw new InvalidBearerTokenException("The account has been erased");
        }
        return new UserAuthentication(userId, null);
    }

    /** The firewall looks at a header each time that it is asked for; a token is long, and its look a slow one. */
    @Bean
    HttpFirewall httpFirewall() {
        StrictHttpFirewall firewall = new StrictHttpFirewall();
        firewall.setAllowedHeaderValues(
                value -> isPrintableAscii(value) || StrictHttpFirewall.ALLOWED_HEADER_VALUES.test(value));
        return firewall;
    }

    private static boolean isPrintableAscii(String value) {
        for (int i = 0; i < value.length(); i++) {
            if (value.charAt(i) < ' ' || value.charAt(i) > '~') {
                return false;
            }
        }
        return true;
    }

    /** Each filter would be observed by itself, which costs more than the filters do. */
    @Bean
    SecurityObservationSettings securityObservationSettings() {
        return SecurityObservationSettings.noObservations();
    }

    /** Devices report many times a second: what is only for people is not on their way. */
    @Bean
    @Order(1)
    SecurityFilterChain forKeys(
            HttpSecurity http,
            ApiKeys apiKeys,
            RequestLimits limits,
            CorsSettings cors,
            @Qualifier("handlerExceptionResolver") HandlerExceptionResolver problems,
            AuthenticationEntryPoint unauthenticated,
            AccessDeniedHandler forbidden) {
        return lean(forAll(http, cors, problems, unauthenticated, forbidden)
                .securityMatcher(ApiKeyFilter::carriesKey)
                .anonymous(AbstractHttpConfigurer::disable)
                .servletApi(AbstractHttpConfigurer::disable)
                .sessionManagement(AbstractHttpConfigurer::disable)
                .authorizeHttpRequests(requests -> requests.requestMatchers(OpenPaths::isRead)
                        .permitAll()
                        .requestMatchers("/actuator/**")
                        .denyAll()
                        .anyRequest()
                        .authenticated())
                .addFilterBefore(new ApiKeyFilter(apiKeys, unauthenticated), AuthorizationFilter.class)
                .addFilterBefore(new RequestLimitFilter(limits, problems), AuthorizationFilter.class)
                .build());
    }

    @Bean
    @Order(2)
    SecurityFilterChain forPeople(
            HttpSecurity http,
            JwtDecoder decoder,
            OidcSettings oidc,
            ExternalUsers externalUsers,
            Memberships memberships,
            PersonalKeys keys,
            RequestLimits limits,
            CorsSettings cors,
            @Qualifier("handlerExceptionResolver") HandlerExceptionResolver problems,
            AuthenticationEntryPoint unauthenticated,
            AccessDeniedHandler forbidden) {
        AccessTokenManager accessTokens = new AccessTokenManager(
                decoder, (token, ip) -> oidc.isExternal() ? ofExternal(externalUsers, token, ip) : ofOurs(keys, token));
        return lean(forAll(http, cors, problems, unauthenticated, forbidden)
                .sessionManagement(sessions -> sessions.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .authorizeHttpRequests(requests -> requests.requestMatchers(OpenPaths::isRead)
                        .permitAll()
                        .requestMatchers(OpenPaths::isPost)
                        .permitAll()
                        // Metrics are about the platform, and so about all tenants.
                        .requestMatchers("/actuator/**")
                        .access((authentication, request) ->
                                new AuthorizationDecision(isPlatformStaff(authentication.get(), memberships)))
                        .anyRequest()
                        .authenticated())
                .oauth2ResourceServer(server -> server.bearerTokenResolver(new AccessTokenInHeader())
                        .jwt(jwt -> jwt.authenticationManager(accessTokens))
                        .authenticationEntryPoint(unauthenticated))
                .addFilterAfter(new RequestLimitFilter(limits, problems), BearerTokenAuthenticationFilter.class)
                .build());
    }

    /** Each filter costs a request a microsecond or more. */
    private static SecurityFilterChain lean(DefaultSecurityFilterChain chain) {
        List<Filter> useful = chain.getFilters().stream()
                .filter(filter -> !OF_NO_USE.contains(filter.getClass()))
                .toList();
        return new DefaultSecurityFilterChain(chain.getRequestMatcher(), useful);
    }

    private static HttpSecurity forAll(
            HttpSecurity http,
            CorsSettings cors,
            HandlerExceptionResolver problems,
            AuthenticationEntryPoint unauthenticated,
            AccessDeniedHandler forbidden) {
        if (!cors.allowedOrigins().isEmpty()) {
            http.addFilter(CrossOrigin.filter(cors, problems));
        }
        return http.csrf(AbstractHttpConfigurer::disable) // no cookies, so nothing to forge
                .cors(AbstractHttpConfigurer::disable) // as configured, above
                .headers(SecurityHeaders::configure)
                .requestCache(AbstractHttpConfigurer::disable)
                .formLogin(AbstractHttpConfigurer::disable)
                .httpBasic(AbstractHttpConfigurer::disable)
                .logout(AbstractHttpConfigurer::disable)
                .exceptionHandling(handling ->
                        handling.authenticationEntryPoint(unauthenticated).accessDeniedHandler(forbidden));
    }

    private static boolean isPlatformStaff(@Nullable Authentication authentication, Memberships memberships) {
        return authentication instanceof UserAuthentication user
                && user.memberships(memberships, null).stream().anyMatch(membership -> membership.role() == Role.ADMIN);
    }

    /** A request with an invalid credential counts as one without, by its address. */
    @Bean
    AuthenticationEntryPoint unauthenticated(
            RequestLimits limits, @Qualifier("handlerExceptionResolver") HandlerExceptionResolver problems) {
        return (request, response, failure) -> {
            Rejection rejection = refusal(failure);
            if (rejection.code() != Rejection.Code.AUTHENTICATION_REQUIRED && !(failure instanceof CannotTellNow)) {
                Balance balance = limits.ofAddress(request);
                RequestLimits.tell(balance, response);
                rejection = balance.granted() ? rejection : balance.refusal();
            }
            problems.resolveException(request, response, null, rejection);
        };
    }

    private static Rejection refusal(AuthenticationException failure) {
        return switch (failure) {
            case InsufficientAuthenticationException missing ->
                Rejection.of(Rejection.Code.AUTHENTICATION_REQUIRED, "Log in, or send an API key");
            case BadCredentialsException wrong ->
                Rejection.of(Rejection.Code.CREDENTIALS_INVALID, "The API key is not valid");
            case CannotTellNow notNow -> notNow.rejection();
            default -> Rejection.of(Rejection.Code.TOKEN_INVALID, "The access token is not valid");
        };
    }

    @Bean
    AccessDeniedHandler forbidden(@Qualifier("handlerExceptionResolver") HandlerExceptionResolver problems) {
        return (request, response, failure) -> problems.resolveException(
                request, response, null, Rejection.of(Rejection.Code.FORBIDDEN, "This is not allowed"));
    }
}
