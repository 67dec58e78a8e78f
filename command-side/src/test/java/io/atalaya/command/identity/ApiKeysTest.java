package io.atalaya.command.identity;

import static org.assertj.core.api.Assertions.assertThat;
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
import io.atalaya.contract.identity.event.ApiKeyCreated;
import io.atalaya.kernel.TenantId;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
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
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-03-01T08:00:00Z"), ZoneOffset.UTC);

    private final JdbcClient jdbc = mock();
    private final JdbcClient.StatementSpec insert = mock();
    private final JdbcClient.StatementSpec select = mock();
    private final EventGateway events = mock();
    private final ApiKeys apiKeys = new ApiKeys(jdbc, events, CLOCK);
    /** The only row that the table holds, by the insert's parameters. */
    private final Map<String, Object> stored = new HashMap<>();

    @BeforeEach
    void provideTable() {
        when(jdbc.sql(startsWith("insert into api_key"))).thenReturn(insert);
        when(insert.param(anyString(), any())).thenAnswer(call -> {
            stored.put(call.getArgument(0), call.getArgument(1));
            return insert;
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
        when(row.getBytes("secret_hash")).thenReturn((byte[]) stored.get("hash"));
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
        verify(events).publish(new ApiKeyCreated(issued.id(), TENANT, DEVICE, "Cell 3"));
    }

    @Test
    void everyKeyIsAnother() {
        assertThat(apiKeys.issueForDevice(TENANT, DEVICE, "Cell 3").key())
                .isNotEqualTo(apiKeys.issueForDevice(TENANT, DEVICE, "Cell 3").key());
    }

    @Test
    void anIssuedKeyIsAccepted() {
        IssuedApiKey issued = apiKeys.issueForDevice(TENANT, DEVICE, "Cell 3");

        assertThat(apiKeys.authenticate(issued.key())).contains(new AuthenticatedKey(issued.id(), TENANT, DEVICE));
    }

    @Test
    void aWrongSecretIsNot() {
        IssuedApiKey issued = apiKeys.issueForDevice(TENANT, DEVICE, "Cell 3");
        String prefixAndId = issued.key().substring(0, "atl_".length() + 32 + 1);

        assertThat(apiKeys.authenticate(prefixAndId + "A".repeat(43))).isEmpty();
        assertThat(apiKeys.authenticate(issued.key() + "A")).isEmpty();
    }

    @Test
    void anUnknownKeyIsLookedForAgainNextTime() {
        String key = "atl_0123456789abcdef0123456789abcdef_secret";

        assertThat(apiKeys.authenticate(key)).isEmpty();
        stored.put("tenant", TENANT.value());
        stored.put("hash", Sha256.of("secret".getBytes(StandardCharsets.UTF_8)));

        ApiKeyId id = ApiKeyId.of("01234567-89ab-cdef-0123-456789abcdef");
        assertThat(apiKeys.authenticate(key)).contains(new AuthenticatedKey(id, TENANT, null));
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
