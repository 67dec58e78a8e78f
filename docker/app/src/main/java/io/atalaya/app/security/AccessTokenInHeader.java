package io.atalaya.app.security;

import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.security.oauth2.server.resource.web.BearerTokenResolver;
import org.springframework.security.oauth2.server.resource.web.DefaultBearerTokenResolver;

/** Finds the token in the usual header without a regular expression; whatever looks unusual is left to Spring's own. */
final class AccessTokenInHeader implements BearerTokenResolver {
    private static final String SCHEME = "Bearer ";
    private static final String ALSO_ALLOWED = "-._~+/";

    private final BearerTokenResolver thorough = new DefaultBearerTokenResolver();

    @Override
    public @Nullable String resolve(HttpServletRequest request) {
        String header = request.getHeader(HttpHeaders.AUTHORIZATION);
        if (header == null) {
            return null;
        }
        return isUsual(header) ? header.substring(SCHEME.length()) : thorough.resolve(request);
    }

    private static boolean isUsual(String header) {
        if (!header.startsWith(SCHEME) || header.length() == SCHEME.length()) {
            return false;
        }
        for (int i = SCHEME.length(); i < header.length(); i++) {
            char letter = header.charAt(i);
            boolean alphanumeric =
                    letter >= 'a' && letter <= 'z' || letter >= 'A' && letter <= 'Z' || letter >= '0' && letter <= '9';
            if (!alphanumeric && ALSO_ALLOWED.indexOf(letter) < 0) {
                return false;
            }
        }
        return true;
    }
}
