package io.atalaya.contract.identity;

import static org.assertj.core.api.Assertions.assertThat;

import io.atalaya.contract.device.DeviceId;
import io.atalaya.contract.identity.event.ApiKeyCreated;
import io.atalaya.kernel.TenantId;
import io.atalaya.kernel.json.EventJson;
import org.junit.jupiter.api.Test;

class ApiKeyCreatedTest {
    @Test
    void whatWasStoredBeforeKeysHadTermsIsStillRead() throws Exception {
        String stored = """
                {"apiKeyId": "0a7e1a1a-0000-4000-8000-000000000007",
                 "tenantId": "0a7e1a1a-0000-4000-8000-000000000001",
                 "deviceId": "0a7e1a1a-0000-4000-8000-000000000005",
                 "name": "Freezer 1"}""";

        assertThat(EventJson.mapper().readValue(stored, ApiKeyCreated.class))
                .isEqualTo(new ApiKeyCreated(
                        ApiKeyId.of("0a7e1a1a-0000-4000-8000-000000000007"),
                        TenantId.of("0a7e1a1a-0000-4000-8000-000000000001"),
                        DeviceId.of("0a7e1a1a-0000-4000-8000-000000000005"),
                        "Freezer 1",
                        null,
                        null,
                        null));
    }
}
