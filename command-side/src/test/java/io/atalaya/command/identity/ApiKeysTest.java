package io.atalaya.command.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyString;
import static org.mockito.ArgumentMatchers.eq;
import static org.mockito.ArgumentMatchers.startsWith;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.verifyNoInteractions;
import static org.mockito.Mockito.when;

import io.atalaya.contract.device.DeviceId;
import io.atalaya.contract.identity.ApiKeyId;
import io.atalaya.contract.identity.ApiKeyTerms;
import io.atalaya.contract.identity.event.ApiKeyCreated;
import io.atalaya.contract.identity.event.ApiKeyRotated;
import io.atalaya.kernel.Rejection;
import io.atalaya.kernel.Sha256;
import io.atalaya.kernel.TenantId;
import io.atalaya.kernel.access.KeyAccess;
import java.nio.charset.StandardCharsets;
import java.sql.Array;
import java.sql.ResultSet;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.axonframework.eventhandling.gateway.EventGateway;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.mockito.ArgumentMatchers;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;

class ApiKeysTest {
    private static final TenantId TENANT = TenantId.of("00000000-0000-0000-0000-000000000001");
    private static final DeviceId DEVICE = DeviceId.of("00000000-0000-0000-0000-0000000000d1");
    private static final Instant NOW = Instant.parse("2026-03-01T08:00:00Z");
    private static final Duration OVERLAP = Duration.ofMinutes(30);
    private static final Set<KeyAccess> WRITE = Set.of(KeyAccess.WRITE);

    private final JdbcClient jdbc = mock();
    private final JdbcClient.StatementSpec insert = mock();
    private final JdbcClient.StatementSpec update = mock();
    private final JdbcClient.StatementSpec select = mock();
    private final EventGateway events = mock();
    private final KeyUse use = mock();
    private final Clock clock = mock();
    private final ApiKeys apiKeys = new ApiKeys(jdbc, events, clock, new ApiKeySettings(OVERLAP), use);
    /** The only row that the table holds, by the insert's parameters. */
    private final Map<String, Object> stored = new HashMap<>();

    @BeforeEach
    void provideTable() {
        when(jdbc.sql(startsWith("insert into api_key"))).thenReturn(insert);
        when(clock.instant()).thenReturn(NOW);
        when(insert.param(anyString(), any())).thenAnswer(call -> {
            stored.put(call.getArgument(0), call.getArgument(1));
            return insert;
        });
        when(insert.update()).thenReturn(1);
        when(jdbc.sql(startsWith("update api_key"))).thenReturn(update);
        when(update.param(anyString(), any())).thenAnswer(call -> {
            if (call.getArgument(0).equals("hash")) {
                stored.put("previousHash", stored.get("hash"));
            }
            stored.put(call.getArgument(0), call.getArgument(1));
            return update;
        });
        when(jdbc.sql(startsWith("select"))).thenReturn(select);
        when(select.param(eq("id"), any())).thenReturn(select);
        when(select.query(ArgumentMatchers.<RowMapper<Object>>any())).thenAnswer(call -> {
            RowMapper<Object> mapper = call.getArgument(0);
            Optional<Object> found = stored.isEmpty() ? Optional.empty() : Optional.ofNullable(mapper.mapRow(row(), 0));
            JdbcClient.MappedQuerySpec<Object> result = mock();
            when(result.optional()).thenReturn(found);
            return result;
        });
    }

    private ResultSet row() throws Exception {
        ResultSet row = mock();
        when(row.getObject("tenant_id", UUID.class)).thenReturn((UUID) stored.get("tenant"));
        when(row.getObject("device_id", UUID.class)).thenReturn((UUID) stored.get("device"));
        when(row.getObject("rate_limit", Integer.class)).thenReturn((Integer) stored.get("limit"));
        when(row.getObject("id", UUID.class)).thenReturn((UUID) stored.get("id"));
        when(row.getBytes("secret_hash")).thenReturn((byte[]) stored.get("hash"));
        when(row.getBytes("previous_secret_hash")).thenReturn((byte[]) stored.get("previousHash"));
        when(row.getObject("previous_valid_until", OffsetDateTime.class))
                .thenReturn((OffsetDateTime) stored.get("until"));
        when(row.getObject("expires_at", OffsetDateTime.class)).thenReturn((OffsetDateTime) stored.get("expires"));
        Array permissions = mock();
        when(permissions.getArray()).thenReturn(stored.get("permissions"));
        when(row.getArray("permissions")).thenReturn(permissions);
        return row;
    }

    @Test
    void aKeyIsThePrefixTheIdAndASecret() {
        IssuedApiKey issued = apiKeys.issueForDevice(TENANT, DEVICE, "Cell 3");

        assertThat(issued.key())
                .matches("atl_[0-9a-f]{32}_[A-Za-z0-9_-]{43}")
                .startsWith("atl_" + issued.id().toString().replace("-", "") + "_");
    }

    @Test
    void theSecretIsNeitherStoredNorPrintedNorPublished() {
        IssuedApiKey issued = apiKeys.issueForDevice(TENANT, DEVICE, "Cell 3");

        String secret = issued.key().substring("atl_".length() + 32 + 1);
        assertThat(stored.values()).doesNotContain(secret, issued.key());
        assertThat(issued.toString()).doesNotContain(secret);
        verify(events).publish(new ApiKeyCreated(issued.id(), TENANT, DEVICE, "Cell 3", WRITE, null, null));
    }

    @Test
    void everyKeyIsAnother() {
        assertThat(apiKeys.issueForDevice(TENANT, DEVICE, "Cell 3").key())
                .isNotEqualTo(apiKeys.issueForDevice(TENANT, DEVICE, "Cell 3").key());
    }

    @Test
    void anIssuedKeyIsAccepted() {
        IssuedApiKey issued = apiKeys.issueForDevice(TENANT, DEVICE, "Cell 3");

        assertThat(apiKeys.authenticate(issued.key()))
                .contains(new AuthenticatedKey(issued.id(), TENANT, DEVICE, WRITE, null));
        verify(use).note(issued.id());
    }

    @Test
    void aWrongSecretIsNot() {
        IssuedApiKey issued = apiKeys.issueForDevice(TENANT, DEVICE, "Cell 3");
        String prefixAndId = issued.key().substring(0, "atl_".length() + 32 + 1);

        assertThat(apiKeys.authenticate(prefixAndId + "A".repeat(43))).isEmpty();
        assertThat(apiKeys.authenticate(issued.key() + "A")).isEmpty();
        verifyNoInteractions(use);
    }

    @Test
    void anUnknownKeyIsLookedForAgainNextTime() {
        String key = "atl_0123456789abcdef0123456789abcdef_secret";

        assertThat(apiKeys.authenticate(key)).isEmpty();
        stored.put("tenant", TENANT.value());
        stored.put("hash", Sha256.of("secret".getBytes(StandardCharsets.UTF_8)));

        ApiKeyId id = ApiKeyId.of("01234567-89ab-cdef-0123-456789abcdef");
        stored.put("id", id.value());
        stored.put("permissions", new String[] {"WRITE"});
        stored.put("limit", 60);
        assertThat(apiKeys.authenticate(key)).contains(new AuthenticatedKey(id, TENANT, null, WRITE, 60));
    }

    @Test
    void aKeyOpensNothingFromItsExpiryOn() {
        IssuedApiKey issued = apiKeys.issue(ApiKeyId.next(), TENANT, expiring(NOW.plusSeconds(60)));
        assertThat(apiKeys.authenticate(issued.key())).isPresent();

        when(clock.instant()).thenReturn(NOW.plusSeconds(60));

        assertThat(apiKeys.authenticate(issued.key())).isEmpty();
        assertThatThrownBy(() -> apiKeys.rotate(issued.id(), TENANT))
                .asInstanceOf(type(Rejection.class))
                .returns(Rejection.Code.API_KEY_EXPIRED, Rejection::code);
    }

    @Test
    void aKeyThatHasExpiredIsNotIssued() {
        assertThatThrownBy(() -> apiKeys.issue(ApiKeyId.next(), TENANT, expiring(NOW)))
                .asInstanceOf(type(Rejection.class))
                .returns("expiresAt", Rejection::field);
    }

    @Test
    void aRotatedKeyIsAcceptedWithBothSecretsUntilTheOverlapEnds() {
        IssuedApiKey first = apiKeys.issueForDevice(TENANT, DEVICE, "Cell 3");
        RotatedApiKey rotated = apiKeys.rotate(first.id(), TENANT);
        String second = rotated.issued().key();

        assertThat(second).isNotEqualTo(first.key());
        assertThat(rotated.previousValidUntil()).isEqualTo(NOW.plus(OVERLAP));
        verify(events).publish(new ApiKeyRotated(first.id(), TENANT, NOW.plus(OVERLAP)));
        assertThat(apiKeys.authenticate(first.key())).isPresent();
        assertThat(apiKeys.authenticate(second)).isPresent();

        when(clock.instant()).thenReturn(NOW.plus(OVERLAP));
        assertThat(apiKeys.authenticate(first.key())).isEmpty();
        assertThat(apiKeys.authenticate(second)).isPresent();
    }

    @Test
    void onlyTheLastTwoSecretsAreEverAccepted() {
        IssuedApiKey first = apiKeys.issueForDevice(TENANT, DEVICE, "Cell 3");
        String second = apiKeys.rotate(first.id(), TENANT).issued().key();
        String third = apiKeys.rotate(first.id(), TENANT).issued().key();

        assertThat(apiKeys.authenticate(first.key())).isEmpty();
        assertThat(apiKeys.authenticate(second)).isPresent();
        assertThat(apiKeys.authenticate(third)).isPresent();
    }

    @Test
    void anotherTenantsKeyDoesNotExist() {
        IssuedApiKey issued = apiKeys.issueForDevice(TENANT, DEVICE, "Cell 3");

        assertThatThrownBy(() -> apiKeys.rotate(issued.id(), TenantId.next()))
                .asInstanceOf(type(Rejection.class))
                .returns(Rejection.Code.NOT_FOUND, Rejection::code);
    }

    private static ApiKeyTerms expiring(Instant expiresAt) {
        return new ApiKeyTerms("Integration", null, WRITE, null, expiresAt);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "atl_",
                "atl_0123456789abcdef0123456789abcdef",
                "atl_0123456789abcdef0123456789abcdef_",
                "atl_0123456789abcdef0123456789abcdef-secret",
                "atl_0123456789ABCDEF0123456789abcdef_secret",
                "atl_+123456789abcdef0123456789abcdef_secret",
                "atl_01234567-89ab-cdef-0123-456789abcdef_secret",
                "ATL_0123456789abcdef0123456789abcdef_secret",
                " atl_0123456789abcdef0123456789abcdef_secret",
                "eyJhbGciOiJSUzI1NiJ9.e30.c2lnbmF0dXJl"
            })
    void whatDoesNotLookLikeAKeyIsNotEvenLookedFor(String text) {
        assertThat(apiKeys.authenticate(text)).isEmpty();

        verifyNoInteractions(jdbc);
    }
}
