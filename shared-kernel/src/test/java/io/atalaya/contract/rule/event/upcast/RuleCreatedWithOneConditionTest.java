package io.atalaya.contract.rule.event.upcast;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.atalaya.contract.alert.Severity;
import io.atalaya.contract.device.DeviceId;
import io.atalaya.contract.rule.Comparison;
import io.atalaya.contract.rule.Join;
import io.atalaya.contract.rule.RuleCondition;
import io.atalaya.contract.rule.RuleDefinition;
import io.atalaya.contract.rule.RuleId;
import io.atalaya.contract.rule.RuleScope;
import io.atalaya.contract.rule.event.RuleCreated;
import io.atalaya.kernel.TenantId;
import io.atalaya.kernel.json.EventJson;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.axonframework.eventhandling.GenericDomainEventEntry;
import org.axonframework.serialization.SerializedObject;
import org.axonframework.serialization.json.JacksonSerializer;
import org.axonframework.serialization.upcasting.event.InitialEventRepresentation;
import org.axonframework.serialization.upcasting.event.IntermediateEventRepresentation;
import org.junit.jupiter.api.Test;

class RuleCreatedWithOneConditionTest {
    /** As it was approved. */
    private static final String REVISION_1 = """
            {
              "ruleId": "0a7e1a1a-0000-4000-8000-000000000008",
              "tenantId": "0a7e1a1a-0000-4000-8000-000000000001",
              "definition": {
                "name": "Too warm",
                "type": "HIGH_TEMP",
                "metric": "temperature",
                "comparison": "GT",
                "threshold": 8.0,
                "hysteresis": 0.5,
                "holdFor": "PT5M",
                "clearAfter": "PT1M30S",
                "severity": "CRITICAL",
                "scope": {"deviceId": "0a7e1a1a-0000-4000-8000-000000000006"}
              }
            }
            """;

    private final ObjectMapper mapper = EventJson.mapper();
    private final JacksonSerializer serializer =
            JacksonSerializer.builder().objectMapper(mapper).build();

    @Test
    void aRuleOfRevision1HasOneConditionAndIsEnabled() {
        assertThat(upcast(REVISION_1, "1"))
                .isEqualTo(new RuleCreated(
                        RuleId.of("0a7e1a1a-0000-4000-8000-000000000008"),
                        TenantId.of("0a7e1a1a-0000-4000-8000-000000000001"),
                        new RuleDefinition(
                                "Too warm",
                                "HIGH_TEMP",
                                List.of(new RuleCondition("temperature", Comparison.GT, 8, 0.5)),
                                Join.ALL,
                                Duration.ofMinutes(5),
                                Duration.ofSeconds(90),
                                Severity.CRITICAL,
                                new RuleScope(DeviceId.of("0a7e1a1a-0000-4000-8000-000000000006"), null, null),
                                true)));
    }

    @Test
    void aRuleOfRevision2IsLeftAsItIs() throws Exception {
        Object event = upcast(REVISION_1, "1");

        assertThat(upcast(mapper.writeValueAsString(event), "2")).isEqualTo(event);
    }

    private Object upcast(String json, String revision) {
        GenericDomainEventEntry<byte[]> stored = new GenericDomainEventEntry<>(
                "Rule",
                "0a7e1a1a-0000-4000-8000-000000000008",
                0,
                "event",
                Instant.EPOCH.toString(),
                RuleCreated.class.getName(),
                revision,
                json.getBytes(StandardCharsets.UTF_8),
                "{}".getBytes(StandardCharsets.UTF_8));
        IntermediateEventRepresentation upcast = new RuleCreatedWithOneCondition()
                .upcast(Stream.of(new InitialEventRepresentation(stored, serializer)))
                .findFirst()
                .orElseThrow();
        SerializedObject<?> data = upcast.getData();
        return serializer.deserialize(data);
    }
}
