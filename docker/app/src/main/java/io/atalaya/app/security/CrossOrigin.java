package io.atalaya.app.security;

import io.atalaya.kernel.Rejection;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.server.ServerHttpResponse;
import org.springframework.web.cors.CorsConfiguration;
import org.springframework.web.cors.DefaultCorsProcessor;
import org.springframework.web.cors.UrlBasedCorsConfigurationSource;
import org.springframework.web.filter.CorsFilter;
import org.springframework.web.servlet.HandlerExceptionResolver;

/**
 * Lets pages of other origins call the API, as far as configured. Cookies are never allowed: there are none, and so a
 * page can only use a credential that it was given.
 */
final class CrossOrigin extends DefaultCorsProcessor {
    private static final List<String> METHODS = List.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE");
    private static final List<String> REQUEST_HEADERS = List.of(
            "Authorization",
            "Content-Type",
            "X-API-Key",
            "x-device-key",
            "X-Tenant-Id",
            "Idempotency-Key",
            "X-Min-Position");
    private static final List<String> RESPONSE_HEADERS = List.of(
            "X-Position",
            "Location",
            "Retry-After",
            RequestLimits.BALANCE_HEADER,
            RequestLimits.POLICY_HEADER,
            "Idempotency-Replayed",
            "WWW-Authenticate");

    private final HandlerExceptionResolver problems;

    private CrossOrigin(HandlerExceptionResolver problems) {
        this.problems = problems;
    }

    static CorsFilter filter(CorsSettings settings, HandlerExceptionResolver problems) {
        CorsConfiguration configuration = new CorsConfiguration();
        configuration.setAllowedOrigins(settings.allowedOrigins());
        configuration.setAllowedMethods(METHODS);
        configuration.setAllowedHeaders(REQUEST_HEADERS);
        configuration.setExposedHeaders(RESPONSE_HEADERS);
        configuration.setAllowCredentials(false);
        configuration.setMaxAge(settings.maxAge());
        UrlBasedCorsConfigurationSource everywhere = new UrlBasedCorsConfigurationSource();
        everywhere.registerCorsConfiguration("/**", configuration);
        CorsFilter filter = new CorsFilter(everywhere);
        filter.setCorsProcessor(new CrossOrigin(problems));
        return filter;
    }

    @Override
    public boolean processRequest(
            @Nullable CorsConfiguration configuration, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        boolean allowed = super.processRequest(configuration, request, response);
        if (!allowed) {
            problems.resolveException(
                    request,
                    response,
                    null,
                    Rejection.of(
                            Rejection.Code.ORIGIN_NOT_ALLOWED,
                            "Pages of this origin may not do this; see atalaya.cors.allowed-origins"));
        }
        return allowed;
    }

    /** The refusal is a problem detail instead, for which the request is needed. */
    @Override
    protected void rejectRequest(ServerHttpResponse response) {}
}
