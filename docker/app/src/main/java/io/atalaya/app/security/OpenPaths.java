package io.atalaya.app.security;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.http.HttpMethod;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;
import org.springframework.security.web.util.matcher.OrRequestMatcher;
import org.springframework.security.web.util.matcher.RequestMatcher;

/** What needs no credential. Everything else does. */
public final class OpenPaths {
    private static final String API = "/api/";

    private static final List<String> TO_READ = List.of(
            "/api/v1/health",
            "/api/v1/auth/jwks",
            "/api/v1/audit/key",
            "/docs",
            "/docs/**",
            "/swagger-ui/**",
            "/v3/api-docs",
            "/v3/api-docs/**",
            "/actuator/health",
            "/actuator/health/**");

    private static final List<String> TO_POST = List.of(
            "/api/v1/auth/register",
            "/api/v1/auth/verify-otp",
            "/api/v1/auth/login",
            "/api/v1/auth/refresh",
            "/api/v1/auth/logout",
            "/api/v1/auth/password-reset/request",
            "/api/v1/auth/password-reset/confirm");

    /** Those of the API itself, which the OpenAPI document describes. */
    public static final Set<String> OF_API = Stream.of(TO_READ, TO_POST)
            .flatMap(List::stream)
            .filter(path -> path.startsWith(API))
            .collect(Collectors.toUnmodifiableSet());

    private static final RequestMatcher READ = matcher(HttpMethod.GET, TO_READ);
    private static final RequestMatcher POST = matcher(HttpMethod.POST, TO_POST);

    private OpenPaths() {}

    /** Whether the request reads what everybody may: health, keys, documentation. */
    static boolean isRead(HttpServletRequest request) {
        return READ.matches(request);
    }

    /** Whether the request is about getting a credential. */
    static boolean isPost(HttpServletRequest request) {
        return POST.matches(request);
    }

    /** The method is asked once, and not by each path: the question goes through all that filters have wrapped around a request. */
    private static RequestMatcher matcher(HttpMethod method, List<String> paths) {
        RequestMatcher any = new OrRequestMatcher(paths.stream()
                .<RequestMatcher>map(PathPatternRequestMatcher::pathPattern)
                .toList());
        return request -> request.getMethod().equals(method.name()) && any.matches(request);
    }
}
