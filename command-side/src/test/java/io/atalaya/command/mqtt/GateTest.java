package io.atalaya.command.mqtt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.mockito.ArgumentMatchers.anyString;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import io.atalaya.command.identity.ApiKeys;
import io.atalaya.command.identity.AuthenticatedKey;
import io.atalaya.command.identity.CredentialLimits;
import io.atalaya.command.limit.Allowance;
import io.atalaya.command.limit.LimitSettings;
import io.atalaya.contract.identity.ApiKeyId;
import io.atalaya.kernel.Rejection;
import io.atalaya.kernel.TenantId;
import io.atalaya.kernel.access.KeyAccess;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class GateTest {
    private static final Allowance THREE = Allowance.of("3/PT15M");
    private static final AuthenticatedKey KEY =
            new AuthenticatedKey(ApiKeyId.next(), new TenantId(new UUID(1, 2)), null, Set.of(KeyAccess.WRITE), null);

    private final ApiKeys keys = mock();
    private final Gate gate = new Gate(
            keys,
            new CredentialLimits(
                    new LimitSettings(THREE, THREE, THREE, THREE, THREE, 100),
                    Clock.fixed(Instant.parse("2026-03-01T08:00:00Z"), ZoneOffset.UTC)));

    @BeforeEach
    void oneKeyIsRight() {
        when(keys.authenticate(anyString())).thenReturn(Optional.empty());
        when(keys.authenticate("right")).thenReturn(Optional.of(KEY));
    }

    @Test
    void tooManyWrongKeysFromAnAddressAreNotLookedAtAnyMore() {
        for (int guess = 0; guess < 3; guess++) {
            assertThat(refusal("wrong", "192.0.2.1")).isEqualTo(Rejection.Code.CREDENTIALS_INVALID);
        }

        assertThat(refusal("wrong", "192.0.2.1")).isEqualTo(Rejection.Code.RATE_LIMITED);
        assertThat(refusal(null, "192.0.2.1")).isEqualTo(Rejection.Code.RATE_LIMITED);
        assertThat(refusal("wrong", "192.0.2.2")).isEqualTo(Rejection.Code.CREDENTIALS_INVALID);
    }

    @Test
    void aRightKeyIsNeverRefusedBecauseOfItsNeighbours() {
        for (int guess = 0; guess < 5; guess++) {
            refusal("wrong", "192.0.2.1");
        }

        assertThat(gate.admit("right", "192.0.2.1")).isEqualTo(KEY);
    }

    private Rejection.Code refusal(@Nullable String key, String ip) {
        return catchThrowableOfType(Rejection.class, () -> gate.admit(key, ip)).code();
    }
}
