package io.atalaya.app.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.servlet.ServletException;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.mock.web.MockFilterChain;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

class CrossOriginTest {
    private static final String CONSOLE = "https://console.example";

    @Test
    void anAllowedOriginMaySendOurHeaders() {
        MockHttpServletResponse answer = preflight(
                List.of(CONSOLE),
                CONSOLE,
                "PUT",
                "authorization, x-api-key, x-device-key, x-tenant-id, x-min-position");

        assertThat(answer.getStatus()).isEqualTo(200);
        assertThat(answer.getHeader("Access-Control-Allow-Origin")).isEqualTo(CONSOLE);
        assertThat(answer.getHeader("Access-Control-Allow-Methods")).contains("PUT");
        assertThat(answer.getHeader("Access-Control-Max-Age")).isEqualTo("3600");
        assertThat(answer.getHeader("Access-Control-Allow-Credentials")).isNull();
    }

    @Test
    void othersMayNot() {
        assertRefused(preflight(List.of(CONSOLE), "https://evil.example", "GET", "authorization"));
        assertRefused(preflight(List.of(CONSOLE), "http://console.example", "GET", "authorization"));
        assertRefused(preflight(List.of(CONSOLE), "null", "GET", "authorization"));
        assertRefused(preflight(List.of(CONSOLE), CONSOLE, "TRACE", "authorization"));
        assertRefused(preflight(List.of(CONSOLE), CONSOLE, "GET", "x-forwarded-for"));
    }

    @Test
    void anAsteriskMeansAllOriginsAndStillNoCookies() {
        MockHttpServletResponse answer =
                preflight(List.of(CorsSettings.ANY), "https://anybody.example", "POST", "authorization");

        assertThat(answer.getHeader("Access-Control-Allow-Origin")).isEqualTo("*");
        assertThat(answer.getHeader("Access-Control-Allow-Credentials")).isNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "console.example",
                "https://console.example/",
                "https://console.example/app",
                "https://*.example",
                "null",
                "https://"
            })
    void whatIsNoOriginIsRefusedAtTheStart(String text) {
        assertThatThrownBy(() -> new CorsSettings(List.of(text), Duration.ofHours(1)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void anAsteriskStandsAlone() {
        assertThatThrownBy(() -> new CorsSettings(List.of(CONSOLE, "*"), Duration.ofHours(1)))
                .hasMessageContaining("* alone");
    }

    private static void assertRefused(MockHttpServletResponse answer) {
        assertThat(answer.getStatus()).isEqualTo(403);
        assertThat(answer.getHeader("Access-Control-Allow-Origin")).isNull();
    }

    private static MockHttpServletResponse preflight(
            List<String> allowed, String origin, String method, String headers) {
        MockHttpServletRequest request = new MockHttpServletRequest("OPTIONS", "/api/v1/devices");
        request.addHeader("Origin", origin);
        request.addHeader("Access-Control-Request-Method", method);
        request.addHeader("Access-Control-Request-Headers", headers);
        MockHttpServletResponse response = new MockHttpServletResponse();
        try {
            CrossOrigin.filter(new CorsSettings(allowed, Duration.ofHours(1)), (refused, answer, handler, problem) -> {
                        answer.setStatus(403);
                        return null;
                    })
                    .doFilter(request, response, new MockFilterChain());
        } catch (IOException | ServletException failure) {
            throw new AssertionError(failure);
        }
        return response;
    }
}
