package io.atalaya.kernel.json;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.atalaya.contract.alert.AlertId;
import io.atalaya.contract.alert.Severity;
import io.atalaya.contract.alert.event.AlertRaised;
import io.atalaya.contract.device.DeviceId;
import io.atalaya.contract.rule.Comparison;
import io.atalaya.contract.rule.Join;
import io.atalaya.contract.rule.RuleCondition;
import io.atalaya.contract.rule.RuleDefinition;
import io.atalaya.contract.rule.RuleId;
import io.atalaya.contract.rule.RuleScope;
import io.atalaya.contract.rule.event.RuleCreated;
import io.atalaya.kernel.TenantId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class EventJsonTest {
    private static final TenantId TENANT = TenantId.of("00000000-0000-0000-0000-000000000001");
    private static final RuleId RULE = RuleId.of("00000000-0000-0000-0000-000000000002");
    private static final DeviceId DEVICE = DeviceId.of("00000000-0000-0000-0000-000000000003");
    private static final AlertId ALERT = AlertId.of("00000000-0000-0000-0000-000000000004");

    private static final RuleCreated RULE_CREATED = new RuleCreated(
            RULE,
            TENANT,
            new RuleDefinition(
                    "Cold cell too warm",
                    "HIGH_TEMP",
                    List.of(new RuleCondition("temperature", Comparison.GT, 8, 0.5)),
                    Join.ALL,
                    Duration.ofMinutes(10),
                    Duration.ofSeconds(90),
                    Severity.CRITICAL,
                    new RuleScope(DEVICE, null, null),
                    true));

    private static final AlertRaised ALERT_RAISED = new AlertRaised(
            ALERT,
            TENANT,
            DEVICE,
            RULE,
            "HIGH_TEMP",
            Severity.WARNING,
            "Cold cell too warm",
            9.3,
            8,
            1,
            Instant.parse("2026-03-01T08:00:00.123456Z"),
            null);

    private final ObjectMapper json = EventJson.mapper();

    @Test
    void durationsAreWrittenAsIso8601AndReadBack() throws Exception {
        String written = json.writeValueAsString(RULE_CREATED);

        assertThat(written)
                .isEqualTo("{\"ruleId\":\"00000000-0000-0000-0000-000000000002\","
                        + "\"tenantId\":\"00000000-0000-0000-0000-000000000001\","
                        + "\"definition\":{\"name\":\"Cold cell too warm\",\"type\":\"HIGH_TEMP\","
                        + "\"conditions\":[{\"metric\":\"temperature\",\"comparison\":\"GT\",\"threshold\":8.0,"
                        + "\"hysteresis\":0.5}],\"join\":\"ALL\","
                        + "\"holdFor\":\"PT10M\",\"clearAfter\":\"PT1M30S\",\"severity\":\"CRITICAL\","
                        + "\"scope\":{\"deviceId\":\"00000000-0000-0000-0000-000000000003\"},\"enabled\":true}}");
        assertThat(json.readValue(written, RuleCreated.class)).isEqualTo(RULE_CREATED);
    }

    @Test
    void instantsAreWrittenAsIso8601AndReadBack() throws Exception {
        String written = json.writeValueAsString(ALERT_RAISED);

        assertThat(written).contains("\"triggeredAt\":\"2026-03-01T08:00:00.123456Z\"");
        assertThat(json.readValue(written, AlertRaised.class)).isEqualTo(ALERT_RAISED);
    }

    @Test
    void absentValuesAreLeftOut() throws Exception {
        assertThat(json.writeValueAsString(ALERT_RAISED)).doesNotContain("previousAlertId");
    }

    @Test
    void whatANewerNodeAddedIsIgnored() throws Exception {
        String newer = json.writeValueAsString(ALERT_RAISED).replaceFirst("\\{", "{\"addedLater\":{\"deep\":[1]},");

        assertThat(json.readValue(newer, AlertRaised.class)).isEqualTo(ALERT_RAISED);
    }
}
