package io.atalaya.app.security;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Whose pages may call the API from a browser.
 *
 * @param allowedOrigins such as {@code https://console.example}; {@code *} alone for all, none for only our own
 * @param maxAge how long a browser may rely on the answer
 */
public record CorsSettings(
        @DefaultValue List<String> allowedOrigins,
        @DefaultValue("PT1H") Duration maxAge) {
    public static final String ANY = "*";

    public CorsSettings {
        allowedOrigins = List.copyOf(allowedOrigins);
        if (!allowedOrigins.equals(List.of(ANY))) {
            allowedOrigins.forEach(CorsSettings::requireOrigin);
        }
    }

    private static void requireOrigin(String text) {
        URI origin = URI.create(text);
        if (origin.getScheme() == null
                || origin.getHost() == null
                || !text.equals(origin.getScheme() + "://" + origin.getRawAuthority())) {
            throw new IllegalArgumentException(
                    "An allowed origin is such as https://console.example, without a path, or * alone, not " + text);
        }
    }
}
