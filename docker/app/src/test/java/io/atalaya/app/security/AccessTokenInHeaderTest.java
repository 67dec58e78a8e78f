package io.atalaya.app.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.http.HttpHeaders;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.oauth2.server.resource.web.BearerTokenResolver;
import org.springframework.security.oauth2.server.resource.web.DefaultBearerTokenResolver;

/** It answers as Spring's own does. */
class AccessTokenInHeaderTest {
    private final BearerTokenResolver own = new AccessTokenInHeader();
    private final BearerTokenResolver spring = new DefaultBearerTokenResolver();

    @ParameterizedTest
    @ValueSource(strings = {"Bearer ab.CD-9_~+/", "bearer abc", "BEARER abc==", "Bearer abc=", "Basic abc"})
    void findsTheSameToken(String header) {
        assertThat(own.resolve(request(header))).isEqualTo(spring.resolve(request(header)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Bearer",
                "Bearer ",
                "Bearers abc",
                "Bearer  abc",
                "Bearer a b",
                "Bearer ä",
                "Bearer abc=d",
                "Bearer ="
            })
    void refusesTheSame(String header) {
        assertThatThrownBy(() -> spring.resolve(request(header))).isInstanceOf(AuthenticationException.class);
        assertThatThrownBy(() -> own.resolve(request(header))).isInstanceOf(AuthenticationException.class);
    }

    @Test
    void withoutAHeaderThereIsNone() {
        assertThat(own.resolve(new MockHttpServletRequest())).isNull();
    }

    private static MockHttpServletRequest request(String header) {
        MockHttpServletRequest request = new MockHttpServletRequest();
        request.addHeader(HttpHeaders.AUTHORIZATION, header);
        return request;
    }
}
