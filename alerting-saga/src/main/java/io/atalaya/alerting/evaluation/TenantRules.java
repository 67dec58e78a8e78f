package io.atalaya.alerting.evaluation;

import io.atalaya.contract.asset.AssetId;
import io.atalaya.contract.device.DeviceId;
import io.atalaya.contract.rule.BuiltInRule;
import io.atalaya.contract.rule.RuleDefinition;
import io.atalaya.contract.rule.RuleId;
import io.atalaya.kernel.TenantId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** A tenant's rules and devices at one version, and which of the rules apply to which device. */
final class TenantRules {
    private final TenantId tenantId;
    private final long version;
    private final List<Entry> rules;
    private final EnumSet<BuiltInRule> builtIn;
    private final Map<DeviceId, DeviceTraits> devices;
    private final Map<DeviceId, DeviceRules> applying = new ConcurrentHashMap<>();

    /**
     * @param rules the tenant's own, enabled or not
     * @param off the built-in ones that it does without
     */
    TenantRules(
            TenantId tenantId,
            long version,
            List<Entry> rules,
            Set<BuiltInRule> off,
            Map<DeviceId, DeviceTraits> devices) {
        this.tenantId = tenantId;
        this.version = version;
        this.rules = List.copyOf(rules);
        this.builtIn = EnumSet.allOf(BuiltInRule.class);
        this.builtIn.removeAll(off);
        this.devices = devices;
    }

    /** Those of a tenant that has never had a device or a rule. */
    static TenantRules none(TenantId tenantId) {
        return new TenantRules(tenantId, 0, List.of(), Set.of(), Map.of());
    }

    /** The same with this one in the place of the rule of its id, or beside the others. */
    TenantRules trying(Entry draft) {
        List<Entry> others = new ArrayList<>(rules);
        others.removeIf(rule -> rule.ruleId().equals(draft.ruleId()));
        others.add(draft);
        return new TenantRules(tenantId, version, others, EnumSet.complementOf(builtIn), devices);
    }

    /** The same with this built-in rule, if the tenant does without it. */
    TenantRules tryingBuiltIn(BuiltInRule rule) {
        EnumSet<BuiltInRule> off = EnumSet.complementOf(builtIn);
        off.remove(rule);
        return new TenantRules(tenantId, version, rules, off, devices);
    }

    /**
     * @param revision any other number means another definition
     */
    record Entry(RuleId ruleId, int revision, RuleDefinition definition) {}

    /**
     * What of a device a rule's scope or threshold can ask for.
     *
     * @param numbers of its settings
     */
    record DeviceTraits(@Nullable String type, @Nullable AssetId assetId, Map<String, Double> numbers) {
        static final DeviceTraits UNKNOWN = new DeviceTraits(null, null, Map.of());
    }

    long version() {
        return version;
    }

    Set<DeviceId> devices() {
        return devices.keySet();
    }

    /** One of the tenant's own, enabled or not. */
    Optional<Entry> rule(RuleId ruleId) {
        return rules.stream().filter(rule -> rule.ruleId().equals(ruleId)).findFirst();
    }

    /** Whether the rule would apply to the device if there were no other of its type. */
    boolean covers(RuleId ruleId, DeviceId deviceId) {
        DeviceTraits traits = devices.getOrDefault(deviceId, DeviceTraits.UNKNOWN);
        return rule(ruleId)
                .map(rule -> covers(rule, deviceId, traits))
                .orElseGet(() -> BuiltInRule.of(tenantId, ruleId)
                        .flatMap(rule -> rule.definition(traits.type(), traits.numbers()))
                        .isPresent());
    }

    private static boolean covers(Entry rule, DeviceId deviceId, DeviceTraits traits) {
        return rule.definition().enabled()
                && rule.definition().scope().covers(deviceId, traits.type(), traits.assetId());
    }

    DeviceRules applyingTo(DeviceId deviceId) {
        DeviceRules known = applying.get(deviceId);
        if (known == null) {
            known = new DeviceRules(mostPrecise(deviceId));
            applying.put(deviceId, known);
        }
        return known;
    }

    /** Of each type the rules for the least; several of the same type for the same all apply. */
    private List<Entry> mostPrecise(DeviceId deviceId) {
        DeviceTraits traits = devices.getOrDefault(deviceId, DeviceTraits.UNKNOWN);
        Map<String, Integer> precisions = new HashMap<>();
        List<Entry> covering =
                rules.stream().filter(rule -> covers(rule, deviceId, traits)).toList();
        for (Entry rule : covering) {
            precisions.merge(rule.definition().type(), rule.definition().scope().precision(), Math::max);
        }
        List<Entry> result = new ArrayList<>();
        for (Entry rule : covering) {
            Integer best = precisions.get(rule.definition().type());
            if (best != null && rule.definition().scope().precision() == best) {
                result.add(rule);
            }
        }
        for (BuiltInRule rule : builtIn) {
            if (!precisions.containsKey(rule.name())) {
                rule.definition(traits.type(), traits.numbers())
                        .ifPresent(definition -> result.add(
                                new Entry(rule.id(tenantId), Double.hashCode(threshold(definition)), definition)));
            }
        }
        return result;
    }

    private static double threshold(RuleDefinition builtIn) {
        return builtIn.conditions().getFirst().threshold();
    }

    /** The rules that apply to one device, and what they compare. */
    static final class DeviceRules {
        private final List<Entry> all;
        private final Map<String, List<Entry>> byMetric = new HashMap<>();

        DeviceRules(List<Entry> all) {
            this.all = all;
            for (Entry rule : all) {
                rule.definition()
                        .metrics()
                        .forEach(metric -> byMetric.computeIfAbsent(metric, key -> new ArrayList<>())
                                .add(rule));
            }
        }

        List<Entry> all() {
            return all;
        }

        /** Whether any compares this metric of a report; presence is not reported. */
        boolean compare(String metric) {
            return byMetric.containsKey(metric) && !metric.equals(RuleDefinition.PRESENCE_METRIC);
        }

        /** Those that compare any of these, each once. */
        Collection<Entry> comparing(Collection<String> metrics) {
            Set<Entry> comparing = new LinkedHashSet<>();
            metrics.forEach(metric -> comparing.addAll(byMetric.getOrDefault(metric, List.of())));
            return comparing;
        }
    }
}
