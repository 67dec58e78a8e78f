package io.atalaya.app.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.times;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import io.atalaya.app.support.MovableClock;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.springframework.security.oauth2.jwt.BadJwtException;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtDecoder;

class RememberingJwtDecoderTest {
    private final MovableClock clock = new MovableClock(Clock.systemUTC());
    private final JwtDecoder decoder = mock();
    private final RememberingJwtDecoder remembering = new RememberingJwtDecoder(decoder, clock);

    @Test
    void theSignatureOfATokenIsNotCheckedWithEachRequest() {
        Jwt token = token(clock.instant().plusSeconds(60));
        when(decoder.decode("t")).thenReturn(token);

        assertThat(remembering.decode("t")).isSameAs(token);
        assertThat(remembering.decode("t")).isSameAs(token);
        verify(decoder, times(1)).decode("t");
    }

    @Test
    void aRememberedTokenExpiresAtItsTime() {
        when(decoder.decode("t"))
                .thenReturn(token(clock.instant().plusSeconds(1)))
                .thenThrow(new BadJwtException("expired"));
        remembering.decode("t");
        clock.forward(Duration.ofSeconds(1));

        assertThatThrownBy(() -> remembering.decode("t")).isInstanceOf(BadJwtException.class);
    }

    @Test
    void aTokenThatIsBadIsNotTakenForAGoodOne() {
        when(decoder.decode("bad")).thenThrow(new BadJwtException("forged"));

        assertThatThrownBy(() -> remembering.decode("bad")).isInstanceOf(BadJwtException.class);
        assertThatThrownBy(() -> remembering.decode("bad")).isInstanceOf(BadJwtException.class);
    }

    private static Jwt token(Instant expiresAt) {
        return Jwt.withTokenValue("t")
                .header("alg", "ES256")
                .expiresAt(expiresAt)
                .build();
    }
}
