package io.atalaya.app.axon;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;

import io.atalaya.alerting.evaluation.LatestReadings;
import io.atalaya.contract.device.DeviceId;
import io.atalaya.contract.rule.event.upcast.RuleCreatedWithOneCondition;
import io.atalaya.contract.telemetry.Reading;
import io.atalaya.kernel.TenantId;
import io.atalaya.query.consistency.ReadModelProgress;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.axonframework.serialization.upcasting.event.EventUpcaster;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What the evaluation of rules takes from elsewhere. */
@Configuration(proxyBeanMethods = false)
class EvaluationConfiguration {
    @Bean
    EventUpcaster ruleCreatedWithOneCondition() {
        return new RuleCreatedWithOneCondition();
    }

    /** The read model has them all; only new and changed rules need any. */
    @Bean
    LatestReadings latestReadings(ReportSource telemetry, ReadModelProgress progress, JdbcClient jdbc) {
        return new LatestReadings() {
            @Override
            public long head() {
                return telemetry.head();
            }

            @Override
            public boolean include(long position) {
                return hasReached("readings", position);
            }

            @Override
            public boolean areEvaluated(long position) {
                return hasReached("evaluation", position);
            }

            /** There is nothing to wait for while the log is empty. */
            private boolean hasReached(String processor, long position) {
                return position < 0 || progress.hasReached(processor, position);
            }

            @Override
            public Map<DeviceId, List<Reading>> of(
                    TenantId tenantId, Collection<DeviceId> devices, Collection<String> metrics) {
                return jdbc
                        .sql("select device_id, metric, value, unit, quality, measured_at from reading_latest"
                                + " where tenant_id = :tenant and device_id = any(:devices) and metric = any(:metrics)")
                        .param("tenant", tenantId.value())
                        .param("devices", devices.stream().map(DeviceId::value).toArray(UUID[]::new))
                        .param("metrics", metrics.toArray(String[]::new))
                        .query((row, number) -> Map.entry(
                                new DeviceId(row.getObject("device_id", UUID.class)),
                                new Reading(
                                        row.getString("metric"),
                                        row.getDouble("value"),
                                        row.getString("unit"),
                                        row.getInt("quality"),
                                        row.getTimestamp("measured_at").toInstant())))
                        .list()
                        .stream()
                        .collect(groupingBy(Map.Entry::getKey, mapping(Map.Entry::getValue, toList())));
            }
        };
    }
}
