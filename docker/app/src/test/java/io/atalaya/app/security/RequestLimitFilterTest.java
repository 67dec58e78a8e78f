package io.atalaya.app.security;

import static org.assertj.core.api.Assertions.assertThat;

import io.atalaya.command.identity.CredentialLimits;
import io.atalaya.command.limit.Allowance;
import io.atalaya.command.limit.LimitSettings;
import jakarta.servlet.DispatcherType;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockFilterChain;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.web.util.WebUtils;

class RequestLimitFilterTest {
    private static final Allowance FIVE = Allowance.of("5/PT15M");
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-03-01T08:00:00Z"), ZoneOffset.UTC);

    private static final LimitSettings LIMITS = new LimitSettings(FIVE, FIVE, FIVE, FIVE, FIVE, 100);

    private final RequestLimitFilter filter = new RequestLimitFilter(
            new RequestLimits(new CredentialLimits(LIMITS, CLOCK), LIMITS, CLOCK),
            (request, response, handler, problem) -> null);

    @Test
    void aRequestThatIsDispatchedAgainCountsOnce() throws Exception {
        assertThat(leftAfter(new MockHttpServletRequest("GET", "/api/v1/devices")))
                .isEqualTo("\"address\";r=4;t=180");

        MockHttpServletRequest asynchronous = new MockHttpServletRequest("GET", "/api/v1/devices");
        asynchronous.setDispatcherType(DispatcherType.ASYNC);
        MockHttpServletRequest failed = new MockHttpServletRequest("GET", "/error");
        failed.setDispatcherType(DispatcherType.ERROR);
        failed.setAttribute(WebUtils.ERROR_REQUEST_URI_ATTRIBUTE, "/api/v1/devices");

        assertThat(leftAfter(asynchronous)).isNull();
        assertThat(leftAfter(failed)).isNull();
        assertThat(leftAfter(new MockHttpServletRequest("GET", "/api/v1/devices")))
                .isEqualTo("\"address\";r=3;t=180");
    }

    private @Nullable String leftAfter(MockHttpServletRequest request) throws Exception {
        MockHttpServletResponse response = new MockHttpServletResponse();
        filter.doFilter(request, response, new MockFilterChain());
        return response.getHeader("RateLimit");
    }
}
