package io.atalaya.app.security;

import io.atalaya.command.identity.ApiKeys;
import io.atalaya.command.identity.AuthenticatedKey;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.web.filter.OncePerRequestFilter;

/** Accepts an API key as {@code X-API-Key}, {@code x-device-key} or {@code Authorization: Bearer atl_…}. */
public final class ApiKeyFilter extends OncePerRequestFilter {
    private static final String BEARER = "Bearer ";

    private final ApiKeys apiKeys;
    private final AuthenticationEntryPoint refusal;

    ApiKeyFilter(ApiKeys apiKeys, AuthenticationEntryPoint refusal) {
        this.apiKeys = apiKeys;
        this.refusal = refusal;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        String presented = presented(request);
        if (presented == null) {
            chain.doFilter(request, response);
            return;
        }
        Optional<AuthenticatedKey> key = apiKeys.authenticate(presented);
        if (key.isEmpty()) {
            refusal.commence(request, response, new BadCredentialsException("The API key is not valid"));
            return;
        }
        SecurityContext context = SecurityContextHolder.createEmptyContext();
        context.setAuthentication(new ApiKeyAuthentication(key.get()));
        SecurityContextHolder.setContext(context);
        chain.doFilter(request, response);
    }

    static boolean carriesKey(HttpServletRequest request) {
        return presented(request) != null;
    }

    /** @return the key that the request carries, in whichever way; {@code null} if it carries none */
    public static @Nullable String presented(HttpServletRequest request) {
        String key = request.getHeader("X-API-Key");
        if (key == null) {
            key = request.getHeader("x-device-key");
        }
        if (key != null) {
            return key;
        }
        String authorization = request.getHeader(HttpHeaders.AUTHORIZATION);
        return isApiKey(authorization)
                ? authorization.substring(BEARER.length()).strip()
                : null;
    }

    /** Whether a bearer credential is one of our API keys rather than an access token. */
    private static boolean isApiKey(@Nullable String authorization) {
        return authorization != null
                && authorization.regionMatches(true, 0, BEARER, 0, BEARER.length())
                && authorization.substring(BEARER.length()).strip().startsWith(ApiKeys.PREFIX);
    }
}
