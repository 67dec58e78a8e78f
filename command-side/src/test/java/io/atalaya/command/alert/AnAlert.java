package io.atalaya.command.alert;

import io.atalaya.contract.alert.AlertId;
import io.atalaya.contract.alert.Severity;
import io.atalaya.contract.alert.command.AcknowledgeAlert;
import io.atalaya.contract.alert.command.AutoResolveAlert;
import io.atalaya.contract.alert.command.ClearAlertCondition;
import io.atalaya.contract.alert.command.EscalateAlert;
import io.atalaya.contract.alert.command.RaiseAlert;
import io.atalaya.contract.alert.command.ResolveAlert;
import io.atalaya.contract.alert.command.ResolveRepairedAlert;
import io.atalaya.contract.alert.command.RetriggerAlert;
import io.atalaya.contract.alert.event.AlertAcknowledged;
import io.atalaya.contract.alert.event.AlertAutoResolved;
import io.atalaya.contract.alert.event.AlertConditionCleared;
import io.atalaya.contract.alert.event.AlertEscalated;
import io.atalaya.contract.alert.event.AlertRaised;
import io.atalaya.contract.alert.event.AlertResolved;
import io.atalaya.contract.alert.event.AlertRetriggered;
import io.atalaya.contract.device.DeviceId;
import io.atalaya.contract.identity.UserId;
import io.atalaya.contract.rule.RuleId;
import io.atalaya.kernel.TenantId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What is said to one alert, and what it answers. */
final class AnAlert {
    static final TenantId TENANT = TenantId.of("00000000-0000-0000-0000-000000000001");
    static final TenantId OTHER_TENANT = TenantId.of("00000000-0000-0000-0000-000000000002");
    static final UserId OPERATOR = UserId.of("00000000-0000-0000-0000-000000000011");
    static final UserId OTHER_OPERATOR = UserId.of("00000000-0000-0000-0000-000000000012");
    static final AlertId PREVIOUS = AlertId.of("00000000-0000-0000-0000-0000000000a0");
    static final String NOTE = "Door was open";

    private static final AlertId ALERT = AlertId.of("00000000-0000-0000-0000-0000000000a1");
    private static final DeviceId DEVICE = DeviceId.of("00000000-0000-0000-0000-0000000000d1");
    private static final RuleId RULE = RuleId.of("00000000-0000-0000-0000-0000000000b1");
    private static final String MESSAGE = "Cold cell too warm: temperature 9.3 °C is above 8";
    private static final Instant BREACHED_AT = Instant.parse("2026-03-01T08:00:00Z");
    private static final Instant BREACHED_AGAIN_AT = Instant.parse("2026-03-01T08:05:00Z");
    private static final Instant CLEARED_AT = Instant.parse("2026-03-01T08:30:00Z");

    private AnAlert() {}

    static RaiseAlert raise() {
        return raise(TENANT, null);
    }

    static RaiseAlert raise(TenantId tenant, @Nullable AlertId previous) {
        return new RaiseAlert(
                ALERT, tenant, DEVICE, RULE, "HIGH_TEMP", Severity.CRITICAL, MESSAGE, 9.3, 8, 1, BREACHED_AT, previous);
    }

    static AlertRaised raised() {
        return raised(null);
    }

    static AlertRaised raised(@Nullable AlertId previous) {
        return new AlertRaised(
                ALERT, TENANT, DEVICE, RULE, "HIGH_TEMP", Severity.CRITICAL, MESSAGE, 9.3, 8, 1, BREACHED_AT, previous);
    }

    static RetriggerAlert retrigger(TenantId tenant, int occurrences) {
        return new RetriggerAlert(ALERT, tenant, 9.8, occurrences, BREACHED_AGAIN_AT);
    }

    static RetriggerAlert retrigger(int occurrences) {
        return retrigger(TENANT, occurrences);
    }

    static AlertRetriggered retriggered(int occurrences) {
        return new AlertRetriggered(ALERT, TENANT, 9.8, occurrences, BREACHED_AGAIN_AT);
    }

    static ClearAlertCondition clear() {
        return clear(TENANT);
    }

    static ClearAlertCondition clear(TenantId tenant) {
        return new ClearAlertCondition(ALERT, tenant, 6.5, CLEARED_AT);
    }

    static AlertConditionCleared cleared() {
        return new AlertConditionCleared(ALERT, TENANT, 6.5, CLEARED_AT);
    }

    static AutoResolveAlert autoResolve() {
        return autoResolve(TENANT);
    }

    static AutoResolveAlert autoResolve(TenantId tenant) {
        return new AutoResolveAlert(ALERT, tenant, 6.1, CLEARED_AT);
    }

    static AlertAutoResolved autoResolved() {
        return new AlertAutoResolved(ALERT, TENANT, 6.1, CLEARED_AT);
    }

    static AcknowledgeAlert acknowledge() {
        return acknowledge(TENANT, OPERATOR);
    }

    static AcknowledgeAlert acknowledge(TenantId tenant, UserId by) {
        return new AcknowledgeAlert(ALERT, tenant, by);
    }

    static AlertAcknowledged acknowledged() {
        return new AlertAcknowledged(ALERT, TENANT, OPERATOR);
    }

    static ResolveAlert resolve() {
        return resolve(TENANT, false);
    }

    static ResolveAlert resolveByForce() {
        return resolve(TENANT, true);
    }

    static ResolveAlert resolve(TenantId tenant, boolean force) {
        return new ResolveAlert(ALERT, tenant, OPERATOR, NOTE, force);
    }

    static AlertResolved resolved() {
        return new AlertResolved(ALERT, TENANT, OPERATOR, NOTE, false);
    }

    static AlertResolved resolvedByForce() {
        return new AlertResolved(ALERT, TENANT, OPERATOR, NOTE, true);
    }

    static EscalateAlert escalateTo(int level) {
        return escalateTo(TENANT, level);
    }

    static EscalateAlert escalateTo(TenantId tenant, int level) {
        return new EscalateAlert(ALERT, tenant, level);
    }

    static AlertEscalated escalatedTo(int level) {
        return new AlertEscalated(ALERT, TENANT, level);
    }

    static ResolveRepairedAlert repaired() {
        return new ResolveRepairedAlert(ALERT, TENANT, OPERATOR, NOTE);
    }

    static AlertResolved resolvedByRepair() {
        return new AlertResolved(ALERT, TENANT, OPERATOR, NOTE, false);
    }
}
