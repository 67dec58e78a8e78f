package io.atalaya.alerting.evaluation;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.atalaya.contract.asset.AssetId;
import io.atalaya.contract.device.DeviceId;
import io.atalaya.contract.device.event.DeviceChanged;
import io.atalaya.contract.device.event.DeviceRegistered;
import io.atalaya.contract.rule.RuleDefinition;
import io.atalaya.contract.rule.RuleId;
import io.atalaya.contract.rule.event.RuleCreated;
import io.atalaya.kernel.TenantId;
import io.atalaya.kernel.json.EventJson;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * The rules and what they need to know of devices, as the evaluator uses them. Written in the transaction of the command
 * that changes a rule, and read with one version check per batch, so that a rule counts for the first reading that is
 * recorded after its creation was answered.
 */
@Component
@ProcessingGroup(RuleBook.PROCESSING_GROUP)
class RuleBook {
    static final String PROCESSING_GROUP = "rule-book";

    private final JdbcClient jdbc;
    private final ObjectMapper json = EventJson.mapper();
    private final Map<TenantId, TenantRules> cache = new ConcurrentHashMap<>();

    RuleBook(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** The present rules of these tenants; a tenant without rules is absent. Costs one statement unless something changed. */
    Map<TenantId, TenantRules> of(Collection<TenantId> tenants) {
        Map<TenantId, Long> versions = new HashMap<>();
        jdbc.sql("select tenant_id, version from rule_book where tenant_id = any(:tenants)")
                .param("tenants", tenants.stream().map(TenantId::value).toArray(UUID[]::new))
                .query(row -> {
                    versions.put(new TenantId(row.getObject("tenant_id", UUID.class)), row.getLong("version"));
                });
        Map<TenantId, TenantRules> current = new HashMap<>();
        versions.forEach((tenant, version) -> {
            TenantRules cached = cache.get(tenant);
            if (cached == null || cached.version() != version) {
                cached = load(tenant, version);
                cache.put(tenant, cached);
            }
            if (!cached.rules().isEmpty()) {
                current.put(tenant, cached);
            }
        });
        return current;
    }

    @EventHandler
    void on(RuleCreated event) {
        jdbc.sql("insert into rule_book_rule (rule_id, tenant_id, definition)"
                        + " values (:rule, :tenant, cast(:definition as jsonb)) on conflict (rule_id) do nothing")
                .param("rule", event.ruleId().value())
                .param("tenant", event.tenantId().value())
                .param("definition", write(event.definition()))
                .update();
        changed(event.tenantId());
    }

    @EventHandler
    void on(DeviceRegistered event) {
        AssetId assetId = event.details().assetId();
        jdbc.sql("insert into rule_book_device (device_id, tenant_id, type, asset_id)"
                        + " values (:device, :tenant, :type, :asset) on conflict (device_id) do nothing")
                .param("device", event.deviceId().value())
                .param("tenant", event.tenantId().value())
                .param("type", event.details().type())
                .param("asset", assetId == null ? null : assetId.value(), java.sql.Types.OTHER)
                .update();
        changed(event.tenantId());
    }

    @EventHandler
    void on(DeviceChanged event) {
        AssetId assetId = event.details().assetId();
        jdbc.sql("update rule_book_device set type = :type, asset_id = :asset"
                        + " where tenant_id = :tenant and device_id = :device")
                .param("type", event.details().type())
                .param("asset", assetId == null ? null : assetId.value(), java.sql.Types.OTHER)
                .param("tenant", event.tenantId().value())
                .param("device", event.deviceId().value())
                .update();
        changed(event.tenantId());
    }

    /** The row's lock orders the changes of a tenant, so a version that is read includes all below it. */
    private void changed(TenantId tenantId) {
        jdbc.sql("insert into rule_book (tenant_id, version) values (:tenant, 1)"
                        + " on conflict (tenant_id) do update set version = rule_book.version + 1")
                .param("tenant", tenantId.value())
                .update();
    }

    private TenantRules load(TenantId tenantId, long version) {
        List<TenantRules.Entry> rules = jdbc.sql(
                        "select rule_id, definition from rule_book_rule where tenant_id = :tenant order by rule_id")
                .param("tenant", tenantId.value())
                .query((row, number) -> new TenantRules.Entry(
                        new RuleId(row.getObject("rule_id", UUID.class)), read(row.getString("definition"))))
                .list();
        Map<DeviceId, TenantRules.DeviceTraits> devices = new HashMap<>();
        jdbc.sql("select device_id, type, asset_id from rule_book_device where tenant_id = :tenant")
                .param("tenant", tenantId.value())
                .query(row -> {
                    UUID asset = row.getObject("asset_id", UUID.class);
                    devices.put(
                            new DeviceId(row.getObject("device_id", UUID.class)),
                            new TenantRules.DeviceTraits(
                                    row.getString("type"), asset == null ? null : new AssetId(asset)));
                });
        return new TenantRules(version, rules, devices);
    }

    private String write(RuleDefinition definition) {
        try {
            return json.writeValueAsString(definition);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("A rule cannot be written as JSON", impossible);
        }
    }

    private RuleDefinition read(String definition) {
        try {
            return json.readValue(definition, RuleDefinition.class);
        } catch (JsonProcessingException damaged) {
            throw new IllegalStateException("A stored rule cannot be read: " + definition, damaged);
        }
    }
}
