package io.atalaya.alerting.evaluation;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.atalaya.contract.asset.AssetId;
import io.atalaya.contract.device.DeviceId;
import io.atalaya.contract.device.event.DeviceChanged;
import io.atalaya.contract.device.event.DeviceRegistered;
import io.atalaya.contract.device.event.DeviceReinstated;
import io.atalaya.contract.device.event.DeviceRetired;
import io.atalaya.contract.rule.BuiltInRule;
import io.atalaya.contract.rule.RuleDefinition;
import io.atalaya.contract.rule.RuleId;
import io.atalaya.contract.rule.event.BuiltInRuleSwitched;
import io.atalaya.contract.rule.event.RuleChanged;
import io.atalaya.contract.rule.event.RuleCreated;
import io.atalaya.contract.rule.event.RuleEvent;
import io.atalaya.contract.rule.event.RuleRemoved;
import io.atalaya.kernel.TenantId;
import io.atalaya.kernel.json.EventJson;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.EventMessage;
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

    private static final TypeReference<RuleDefinition> DEFINITION = new TypeReference<>() {};
    private static final TypeReference<Map<String, Double>> NUMBERS = new TypeReference<>() {};

    private final JdbcClient jdbc;
    private final ObjectMapper json = EventJson.mapper();
    private final Map<TenantId, TenantRules> cache = new ConcurrentHashMap<>();

    RuleBook(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** The present rules of these tenants; a tenant that has never had a device or a rule is absent. Costs one statement unless something changed. */
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
            current.put(tenant, cached);
        });
        return current;
    }

    @EventHandler
    void on(RuleEvent event) {
        switch (event) {
            case RuleCreated created -> put(created.ruleId(), created.tenantId(), created.definition(), 1);
            case RuleChanged changed ->
                put(changed.ruleId(), changed.tenantId(), changed.definition(), changed.revision());
            case RuleRemoved removed ->
                jdbc.sql("delete from rule_book_rule where rule_id = :rule")
                        .param("rule", removed.ruleId().value())
                        .update();
            case BuiltInRuleSwitched switched ->
                jdbc.sql(
                                switched.enabled()
                                        ? "delete from rule_book_switch where tenant_id = :tenant and rule = :rule"
                                        : "insert into rule_book_switch (tenant_id, rule) values (:tenant, :rule)"
                                                + " on conflict do nothing")
                        .param("tenant", switched.tenantId().value())
                        .param("rule", switched.rule().name())
                        .update();
        }
        changed(event.tenantId());
    }

    private void put(RuleId ruleId, TenantId tenantId, RuleDefinition definition, int revision) {
        jdbc.sql("insert into rule_book_rule (rule_id, tenant_id, definition, revision)"
                        + " values (:rule, :tenant, cast(:definition as jsonb), :revision)"
                        + " on conflict (rule_id) do update set definition = excluded.definition,"
                        + " revision = excluded.revision")
                .param("rule", ruleId.value())
                .param("tenant", tenantId.value())
                .param("definition", write(definition))
                .param("revision", revision)
                .update();
    }

    @EventHandler
    void on(DeviceRegistered event, EventMessage<DeviceRegistered> message) {
        AssetId assetId = event.details().assetId();
        jdbc.sql("insert into rule_book_device (device_id, tenant_id, type, asset_id, numbers, retired, changed_by)"
                        + " values (:device, :tenant, :type, :asset, cast(:numbers as jsonb), false, :event)"
                        + " on conflict (device_id) do nothing")
                .param("device", event.deviceId().value())
                .param("tenant", event.tenantId().value())
                .param("type", event.details().type())
                .param("asset", assetId == null ? null : assetId.value(), java.sql.Types.OTHER)
                .param("numbers", write(numbers(event.details().config())))
                .param("event", message.getIdentifier())
                .update();
        changed(event.tenantId());
    }

    /** A device may change in much that no rule asks for. */
    @EventHandler
    void on(DeviceChanged event, EventMessage<DeviceChanged> message) {
        AssetId assetId = event.details().assetId();
        int changed = jdbc.sql("update rule_book_device set type = :type, asset_id = cast(:asset as uuid),"
                        + " numbers = cast(:numbers as jsonb), changed_by = :event"
                        + " where tenant_id = :tenant and device_id = :device and (type, asset_id, numbers)"
                        + " is distinct from (:type, cast(:asset as uuid), cast(:numbers as jsonb))")
                .param("event", message.getIdentifier())
                .param("type", event.details().type())
                .param("asset", assetId == null ? null : assetId.value(), java.sql.Types.OTHER)
                .param("numbers", write(numbers(event.details().config())))
                .param("tenant", event.tenantId().value())
                .param("device", event.deviceId().value())
                .update();
        if (changed > 0) {
            changed(event.tenantId());
        }
    }

    /** Whether this event made the device what it is to rules; true, too, where that is not known. */
    boolean isAsMadeBy(String eventId, DeviceId deviceId) {
        return jdbc.sql("select exists(select 1 from rule_book_device where device_id = :device"
                        + " and coalesce(changed_by, :event) = :event)")
                .param("device", deviceId.value())
                .param("event", eventId)
                .query(Boolean.class)
                .single();
    }

    /** No rule applies to what is out of use. */
    @EventHandler
    void on(DeviceRetired event) {
        retire(event.tenantId(), event.deviceId(), true);
    }

    @EventHandler
    void on(DeviceReinstated event) {
        retire(event.tenantId(), event.deviceId(), false);
    }

    private void retire(TenantId tenantId, DeviceId deviceId, boolean retired) {
        jdbc.sql("update rule_book_device set retired = :retired where tenant_id = :tenant and device_id = :device")
                .param("retired", retired)
                .param("tenant", tenantId.value())
                .param("device", deviceId.value())
                .update();
        changed(tenantId);
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
                        "select rule_id, revision, definition from rule_book_rule where tenant_id = :tenant order by rule_id")
                .param("tenant", tenantId.value())
                .query((row, number) -> new TenantRules.Entry(
                        new RuleId(row.getObject("rule_id", UUID.class)),
                        row.getInt("revision"),
                        read(row.getString("definition"), DEFINITION)))
                .list();
        Map<DeviceId, TenantRules.DeviceTraits> devices = new HashMap<>();
        jdbc.sql("select device_id, type, asset_id, numbers from rule_book_device"
                        + " where tenant_id = :tenant and not retired")
                .param("tenant", tenantId.value())
                .query(row -> {
                    UUID asset = row.getObject("asset_id", UUID.class);
                    devices.put(
                            new DeviceId(row.getObject("device_id", UUID.class)),
                            new TenantRules.DeviceTraits(
                                    row.getString("type"),
                                    asset == null ? null : new AssetId(asset),
                                    read(row.getString("numbers"), NUMBERS)));
                });
        return new TenantRules(tenantId, version, rules, off(tenantId), devices);
    }

    private Set<BuiltInRule> off(TenantId tenantId) {
        Set<BuiltInRule> off = EnumSet.noneOf(BuiltInRule.class);
        jdbc.sql("select rule from rule_book_switch where tenant_id = :tenant")
                .param("tenant", tenantId.value())
                .query(row -> {
                    off.add(BuiltInRule.valueOf(row.getString("rule")));
                });
        return off;
    }

    /** A threshold can be nothing else. */
    private static Map<String, Double> numbers(Map<String, Object> config) {
        Map<String, Double> numbers = new HashMap<>();
        config.forEach((name, value) -> {
            if (value instanceof Number number && Double.isFinite(number.doubleValue())) {
                numbers.put(name, number.doubleValue());
            }
        });
        return numbers;
    }

    private String write(Object value) {
        try {
            return json.writeValueAsString(value);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("Cannot be written as JSON: " + value, impossible);
        }
    }

    private <T> T read(String stored, TypeReference<T> type) {
        try {
            return json.readValue(stored, type);
        } catch (JsonProcessingException damaged) {
            throw new IllegalStateException("Stored JSON cannot be read: " + stored, damaged);
        }
    }
}
