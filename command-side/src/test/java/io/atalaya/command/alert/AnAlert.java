package io.atalaya.command.alert;

import static io.atalaya.command.alert.AnAlert.OTHER_OPERATOR;

import io.atalaya.contract.alert.AlertId;
import io.atalaya.contract.alert.Inhibition;
import io.atalaya.contract.alert.Severity;
import io.atalaya.contract.alert.Unacknowledgement;
import io.atalaya.contract.alert.command.AcknowledgeAlert;
import io.atalaya.contract.alert.command.AssignAlert;
import io.atalaya.contract.alert.command.AutoResolveAlert;
import io.atalaya.contract.alert.command.ClearAlertCondition;
import io.atalaya.contract.alert.command.CommentAlert;
import io.atalaya.contract.alert.command.FireAlertTimer;
import io.atalaya.contract.alert.command.InhibitAlert;
import io.atalaya.contract.alert.command.LiftInhibition;
import io.atalaya.contract.alert.command.PageAlert;
import io.atalaya.contract.alert.command.RaiseAlert;
import io.atalaya.contract.alert.command.RaiseAlertSeverity;
import io.atalaya.contract.alert.command.ResolveAlert;
import io.atalaya.contract.alert.command.ResolveRepairedAlert;
import io.atalaya.contract.alert.command.RetriggerAlert;
import io.atalaya.contract.alert.command.ShelveAlert;
import io.atalaya.contract.alert.command.UnacknowledgeAlert;
import io.atalaya.contract.alert.command.UnshelveAlert;
import io.atalaya.contract.alert.event.AlertAcknowledged;
import io.atalaya.contract.alert.event.AlertAssigned;
import io.atalaya.contract.alert.event.AlertAutoResolved;
import io.atalaya.contract.alert.event.AlertCommented;
import io.atalaya.contract.alert.event.AlertConditionCleared;
import io.atalaya.contract.alert.event.AlertEscalated;
import io.atalaya.contract.alert.event.AlertInhibited;
import io.atalaya.contract.alert.event.AlertInhibitionLifted;
import io.atalaya.contract.alert.event.AlertRaised;
import io.atalaya.contract.alert.event.AlertResolved;
import io.atalaya.contract.alert.event.AlertRetriggered;
import io.atalaya.contract.alert.event.AlertSeverityRaised;
import io.atalaya.contract.alert.event.AlertShelved;
import io.atalaya.contract.alert.event.AlertUnacknowledged;
import io.atalaya.contract.alert.event.AlertUnshelved;
import io.atalaya.contract.device.DeviceId;
import io.atalaya.contract.identity.UserId;
import io.atalaya.contract.rule.RuleId;
import io.atalaya.contract.timer.TimerSubject;
import io.atalaya.contract.timer.event.TimerCancelled;
import io.atalaya.contract.timer.event.TimerFired;
import io.atalaya.contract.timer.event.TimerSet;
import io.atalaya.kernel.TenantId;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What is said to one alert, and what it answers. */
final class AnAlert {
    static final TenantId TENANT = TenantId.of("00000000-0000-0000-0000-000000000001");
    static final TenantId OTHER_TENANT = TenantId.of("00000000-0000-0000-0000-000000000002");
    static final UserId OPERATOR = UserId.of("00000000-0000-0000-0000-000000000011");
    static final UserId OTHER_OPERATOR = UserId.of("00000000-0000-0000-0000-000000000012");
    static final AlertId PREVIOUS = AlertId.of("00000000-0000-0000-0000-0000000000a0");
    static final String NOTE = "Door was open";

    static final AlertId ALERT = AlertId.of("00000000-0000-0000-0000-0000000000a1");
    static final DeviceId DEVICE = DeviceId.of("00000000-0000-0000-0000-0000000000d1");
    private static final UUID GATEWAY = UUID.fromString("00000000-0000-0000-0000-0000000000d0");
    private static final UUID MAINTENANCE = UUID.fromString("00000000-0000-0000-0000-0000000000f0");
    private static final UUID COMMENT = UUID.fromString("00000000-0000-0000-0000-0000000000f1");
    private static final RuleId RULE = RuleId.of("00000000-0000-0000-0000-0000000000b1");
    static final String MESSAGE = "Cold cell too warm: temperature 9.3 °C is above 8";
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
        return raised((AlertId) null);
    }

    static AlertRaised raised(Severity severity) {
        return new AlertRaised(
                ALERT, TENANT, DEVICE, RULE, "HIGH_TEMP", severity, MESSAGE, 9.3, 8, 1, BREACHED_AT, null);
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

    static AlertEscalated escalatedTo(int level) {
        return new AlertEscalated(ALERT, TENANT, level);
    }

    static ResolveRepairedAlert repaired() {
        return new ResolveRepairedAlert(ALERT, TENANT, OPERATOR, NOTE);
    }

    static AlertResolved resolvedByRepair() {
        return new AlertResolved(ALERT, TENANT, OPERATOR, NOTE, false);
    }

    static RaiseAlertSeverity raiseSeverity(TenantId tenant, Severity severity) {
        return new RaiseAlertSeverity(ALERT, tenant, severity);
    }

    static AlertSeverityRaised severityRaised(Severity severity) {
        return new AlertSeverityRaised(ALERT, TENANT, severity);
    }

    static UnacknowledgeAlert unacknowledge() {
        return unacknowledge(TENANT);
    }

    static UnacknowledgeAlert unacknowledge(TenantId tenant) {
        return new UnacknowledgeAlert(ALERT, tenant, OTHER_OPERATOR);
    }

    static AlertUnacknowledged unacknowledged(Unacknowledgement reason) {
        return new AlertUnacknowledged(
                ALERT, TENANT, reason, reason == Unacknowledgement.BY_HAND ? OTHER_OPERATOR : null);
    }

    static ShelveAlert shelve(Instant until) {
        return shelve(TENANT, until, "Defrosting");
    }

    static ShelveAlert shelve(TenantId tenant, Instant until, String reason) {
        return new ShelveAlert(ALERT, tenant, OPERATOR, until, reason);
    }

    static AlertShelved shelved(Instant until) {
        return new AlertShelved(ALERT, TENANT, OPERATOR, until, "Defrosting");
    }

    static UnshelveAlert unshelve() {
        return unshelve(TENANT);
    }

    static UnshelveAlert unshelve(TenantId tenant) {
        return new UnshelveAlert(ALERT, tenant, OTHER_OPERATOR);
    }

    static AlertUnshelved unshelved(@Nullable UserId by) {
        return new AlertUnshelved(ALERT, TENANT, by);
    }

    static InhibitAlert inhibit() {
        return inhibit(TENANT);
    }

    static InhibitAlert inhibit(TenantId tenant) {
        return new InhibitAlert(ALERT, tenant, Inhibition.GATEWAY_OFFLINE, GATEWAY);
    }

    static InhibitAlert maintain() {
        return new InhibitAlert(ALERT, TENANT, Inhibition.MAINTENANCE, MAINTENANCE);
    }

    static LiftInhibition lift() {
        return lift(TENANT);
    }

    static LiftInhibition lift(TenantId tenant) {
        return new LiftInhibition(ALERT, tenant, Inhibition.GATEWAY_OFFLINE, GATEWAY);
    }

    static LiftInhibition endMaintenance() {
        return new LiftInhibition(ALERT, TENANT, Inhibition.MAINTENANCE, MAINTENANCE);
    }

    static AlertInhibited inhibited() {
        return new AlertInhibited(ALERT, TENANT, Inhibition.GATEWAY_OFFLINE, GATEWAY);
    }

    static AlertInhibited maintained() {
        return new AlertInhibited(ALERT, TENANT, Inhibition.MAINTENANCE, MAINTENANCE);
    }

    static AlertInhibitionLifted lifted() {
        return new AlertInhibitionLifted(ALERT, TENANT, Inhibition.GATEWAY_OFFLINE, GATEWAY);
    }

    static AlertInhibitionLifted maintenanceEnded() {
        return new AlertInhibitionLifted(ALERT, TENANT, Inhibition.MAINTENANCE, MAINTENANCE);
    }

    static AssignAlert assignTo(@Nullable UserId assignee) {
        return assignTo(TENANT, assignee);
    }

    static AssignAlert assignTo(TenantId tenant, @Nullable UserId assignee) {
        return new AssignAlert(ALERT, tenant, assignee);
    }

    static AlertAssigned assignedTo(@Nullable UserId assignee) {
        return new AlertAssigned(ALERT, TENANT, assignee);
    }

    static CommentAlert comment() {
        return comment(TENANT);
    }

    static CommentAlert comment(TenantId tenant) {
        return new CommentAlert(ALERT, tenant, COMMENT, OPERATOR, "Seen this before");
    }

    static AlertCommented commented() {
        return new AlertCommented(ALERT, TENANT, COMMENT, OPERATOR, "Seen this before");
    }

    static PageAlert page() {
        return page(TENANT);
    }

    static PageAlert page(TenantId tenant) {
        return new PageAlert(ALERT, tenant);
    }

    static FireAlertTimer fire(AlertTimer timer, int generation) {
        return new FireAlertTimer(ALERT, TENANT, timer.name(), generation);
    }

    static TimerSet set(AlertTimer timer, int generation, Instant dueAt) {
        return new TimerSet(TENANT, TimerSubject.ALERT, ALERT.value(), timer.name(), generation, dueAt);
    }

    static TimerFired fired(AlertTimer timer, int generation) {
        return new TimerFired(TENANT, TimerSubject.ALERT, ALERT.value(), timer.name(), generation);
    }

    static TimerCancelled cancelled(AlertTimer timer, int generation, String reason) {
        return new TimerCancelled(TENANT, TimerSubject.ALERT, ALERT.value(), timer.name(), generation, reason);
    }
}
