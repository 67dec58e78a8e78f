package io.atalaya.app.docs;

import io.atalaya.contract.alert.AlertId;
import io.atalaya.contract.alert.Inhibition;
import io.atalaya.contract.alert.Severity;
import io.atalaya.contract.alert.Unacknowledgement;
import io.atalaya.contract.alert.event.AlertAcknowledged;
import io.atalaya.contract.alert.event.AlertAssigned;
import io.atalaya.contract.alert.event.AlertAutoResolved;
import io.atalaya.contract.alert.event.AlertCommented;
import io.atalaya.contract.alert.event.AlertConditionCleared;
import io.atalaya.contract.alert.event.AlertEscalated;
import io.atalaya.contract.alert.event.AlertInhibited;
import io.atalaya.contract.alert.event.AlertInhibitionLifted;
import io.atalaya.contract.alert.event.AlertPaged;
import io.atalaya.contract.alert.event.AlertRaised;
import io.atalaya.contract.alert.event.AlertResolved;
import io.atalaya.contract.alert.event.AlertRetriggered;
import io.atalaya.contract.alert.event.AlertSeverityRaised;
import io.atalaya.contract.alert.event.AlertShelved;
import io.atalaya.contract.alert.event.AlertTicketRequested;
import io.atalaya.contract.alert.event.AlertUnacknowledged;
import io.atalaya.contract.alert.event.AlertUnshelved;
import io.atalaya.contract.asset.AssetId;
import io.atalaya.contract.asset.event.AssetChanged;
import io.atalaya.contract.asset.event.AssetCreated;
import io.atalaya.contract.asset.event.AssetRemoved;
import io.atalaya.contract.audit.event.HistoryExported;
import io.atalaya.contract.audit.event.HistoryFoundDamaged;
import io.atalaya.contract.device.DeviceDetails;
import io.atalaya.contract.device.DeviceId;
import io.atalaya.contract.device.ReportedStatus;
import io.atalaya.contract.device.SelfDescription;
import io.atalaya.contract.device.event.DeviceChanged;
import io.atalaya.contract.device.event.DeviceDescribedItself;
import io.atalaya.contract.device.event.DeviceMaintenanceBegan;
import io.atalaya.contract.device.event.DeviceMaintenanceEnded;
import io.atalaya.contract.device.event.DeviceRegistered;
import io.atalaya.contract.device.event.DeviceReinstated;
import io.atalaya.contract.device.event.DeviceRetired;
import io.atalaya.contract.device.event.DeviceWentOffline;
import io.atalaya.contract.device.event.DeviceWentOnline;
import io.atalaya.contract.escalation.EscalationLevel;
import io.atalaya.contract.escalation.EscalationPolicy;
import io.atalaya.contract.identity.ApiKeyId;
import io.atalaya.contract.identity.UserId;
import io.atalaya.contract.identity.event.ApiKeyCreated;
import io.atalaya.contract.identity.event.ApiKeyRevoked;
import io.atalaya.contract.identity.event.ApiKeyRotated;
import io.atalaya.contract.identity.event.LogInFailed;
import io.atalaya.contract.identity.event.LoggedIn;
import io.atalaya.contract.identity.event.LoggedOut;
import io.atalaya.contract.identity.event.PasswordChanged;
import io.atalaya.contract.identity.event.PasswordResetRequested;
import io.atalaya.contract.identity.event.RefreshTokenReused;
import io.atalaya.contract.identity.event.RegistrationRepeated;
import io.atalaya.contract.identity.event.UserDetailsChanged;
import io.atalaya.contract.identity.event.UserErased;
import io.atalaya.contract.identity.event.UserRegistered;
import io.atalaya.contract.identity.event.UserVerified;
import io.atalaya.contract.maintenance.MaintenanceId;
import io.atalaya.contract.maintenance.MaintenanceScope;
import io.atalaya.contract.maintenance.event.MaintenanceBegan;
import io.atalaya.contract.maintenance.event.MaintenanceCancelled;
import io.atalaya.contract.maintenance.event.MaintenanceEnded;
import io.atalaya.contract.maintenance.event.MaintenancePlanned;
import io.atalaya.contract.notification.ChannelId;
import io.atalaya.contract.notification.ChannelSettings;
import io.atalaya.contract.notification.ChannelType;
import io.atalaya.contract.notification.NotificationId;
import io.atalaya.contract.notification.Occasion;
import io.atalaya.contract.notification.event.NotificationChannelAdded;
import io.atalaya.contract.notification.event.NotificationChannelChanged;
import io.atalaya.contract.notification.event.NotificationChannelPaused;
import io.atalaya.contract.notification.event.NotificationChannelRemoved;
import io.atalaya.contract.notification.event.NotificationChannelResumed;
import io.atalaya.contract.notification.event.NotificationGivenUp;
import io.atalaya.contract.notification.event.NotificationRetried;
import io.atalaya.contract.notification.event.NotificationSent;
import io.atalaya.contract.notification.event.NotificationTestRequested;
import io.atalaya.contract.operation.event.DeadLetterDiscarded;
import io.atalaya.contract.operation.event.DeadLetterRetried;
import io.atalaya.contract.operation.event.ProjectionRebuildCancelled;
import io.atalaya.contract.operation.event.ProjectionRebuildFailed;
import io.atalaya.contract.operation.event.ProjectionRebuildRequested;
import io.atalaya.contract.operation.event.ProjectionRebuilt;
import io.atalaya.contract.rule.BuiltInRule;
import io.atalaya.contract.rule.Comparison;
import io.atalaya.contract.rule.Join;
import io.atalaya.contract.rule.RuleCondition;
import io.atalaya.contract.rule.RuleDefinition;
import io.atalaya.contract.rule.RuleId;
import io.atalaya.contract.rule.RuleScope;
import io.atalaya.contract.rule.event.BuiltInRuleSwitched;
import io.atalaya.contract.rule.event.RuleChanged;
import io.atalaya.contract.rule.event.RuleCreated;
import io.atalaya.contract.rule.event.RuleRemoved;
import io.atalaya.contract.servicelevel.BusinessCalendar;
import io.atalaya.contract.servicelevel.ServiceGoal;
import io.atalaya.contract.servicelevel.ServiceLevels;
import io.atalaya.contract.servicelevel.WorkingHours;
import io.atalaya.contract.site.SiteId;
import io.atalaya.contract.site.event.SiteChanged;
import io.atalaya.contract.site.event.SiteCreated;
import io.atalaya.contract.site.event.SiteRemoved;
import io.atalaya.contract.telemetry.Reading;
import io.atalaya.contract.telemetry.event.ReadingsRecorded;
import io.atalaya.contract.tenant.event.MemberAdded;
import io.atalaya.contract.tenant.event.MemberRemoved;
import io.atalaya.contract.tenant.event.TenantCreated;
import io.atalaya.contract.tenant.event.TenantEscalationPolicyChanged;
import io.atalaya.contract.tenant.event.TenantRenamed;
import io.atalaya.contract.tenant.event.TenantRetentionChanged;
import io.atalaya.contract.tenant.event.TenantServiceLevelsChanged;
import io.atalaya.contract.ticket.AttachmentId;
import io.atalaya.contract.ticket.Closing;
import io.atalaya.contract.ticket.Priority;
import io.atalaya.contract.ticket.TicketId;
import io.atalaya.contract.ticket.event.SlaBreached;
import io.atalaya.contract.ticket.event.TicketAnnotated;
import io.atalaya.contract.ticket.event.TicketAssigned;
import io.atalaya.contract.ticket.event.TicketAttachmentAdded;
import io.atalaya.contract.ticket.event.TicketAttachmentRemoved;
import io.atalaya.contract.ticket.event.TicketCancelled;
import io.atalaya.contract.ticket.event.TicketClockStarted;
import io.atalaya.contract.ticket.event.TicketClockStopped;
import io.atalaya.contract.ticket.event.TicketClosed;
import io.atalaya.contract.ticket.event.TicketCompleted;
import io.atalaya.contract.ticket.event.TicketEscalated;
import io.atalaya.contract.ticket.event.TicketHeld;
import io.atalaya.contract.ticket.event.TicketOpened;
import io.atalaya.contract.ticket.event.TicketReopened;
import io.atalaya.contract.ticket.event.TicketResumed;
import io.atalaya.contract.ticket.event.TicketSlaWarned;
import io.atalaya.contract.ticket.event.TicketStarted;
import io.atalaya.contract.ticket.event.TicketUpdated;
import io.atalaya.contract.timer.TimerSubject;
import io.atalaya.contract.timer.event.TimerCancelled;
import io.atalaya.contract.timer.event.TimerFired;
import io.atalaya.contract.timer.event.TimerSet;
import io.atalaya.kernel.Platform;
import io.atalaya.kernel.TenantId;
import io.atalaya.kernel.access.KeyAccess;
import io.atalaya.kernel.access.Role;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** One event of each type, always the same, with every field filled: the story of a freezer that gets too warm. */
final class EventSamples {
    private static final TenantId TENANT = TenantId.of("0a7e1a1a-0000-4000-8000-000000000001");
    private static final UserId USER = UserId.of("0a7e1a1a-0000-4000-8000-000000000002");
    private static final SiteId SITE = SiteId.of("0a7e1a1a-0000-4000-8000-000000000003");
    private static final AssetId ASSET = AssetId.of("0a7e1a1a-0000-4000-8000-000000000004");
    private static final DeviceId GATEWAY = DeviceId.of("0a7e1a1a-0000-4000-8000-000000000005");
    private static final DeviceId DEVICE = DeviceId.of("0a7e1a1a-0000-4000-8000-000000000006");
    private static final ApiKeyId API_KEY = ApiKeyId.of("0a7e1a1a-0000-4000-8000-000000000007");
    private static final RuleId RULE = RuleId.of("0a7e1a1a-0000-4000-8000-000000000008");
    private static final AlertId EARLIER_ALERT = AlertId.of("0a7e1a1a-0000-4000-8000-000000000009");
    private static final AlertId ALERT = AlertId.of("0a7e1a1a-0000-4000-8000-00000000000a");
    private static final TicketId TICKET = TicketId.of("0a7e1a1a-0000-4000-8000-00000000000b");
    private static final AttachmentId ATTACHMENT = AttachmentId.of("0a7e1a1a-0000-4000-8000-00000000000c");
    private static final UUID COMMENT = UUID.fromString("0a7e1a1a-0000-4000-8000-00000000000d");
    private static final MaintenanceId MAINTENANCE = MaintenanceId.of("0a7e1a1a-0000-4000-8000-00000000000e");
    private static final ChannelId CHANNEL = ChannelId.of("0a7e1a1a-0000-4000-8000-00000000000f");
    private static final NotificationId NOTIFICATION = NotificationId.of("0a7e1a1a-0000-4000-8000-000000000010");
    private static final Instant MEASURED = Instant.parse("2026-11-20T08:00:00.123456Z");
    private static final Instant RECEIVED = Instant.parse("2026-11-20T08:00:01Z");

    static final Map<Class<?>, Object> ALL = Stream.of(
                    platform(), inventory(), telemetry(), alerts(), maintenance(), tickets(), timers(), notifications())
            .flatMap(List::stream)
            .collect(Collectors.toUnmodifiableMap(Object::getClass, Function.identity()));

    private EventSamples() {}

    private static List<Object> platform() {
        return List.of(
                new TenantCreated(TENANT, "Casa Lola"),
                new TenantRenamed(TENANT, "Casa Lola y Cia"),
                new TenantRetentionChanged(TENANT, 30),
                new TenantServiceLevelsChanged(
                        TENANT,
                        1,
                        new ServiceLevels(
                                new BusinessCalendar(
                                        "Europe/Madrid",
                                        Map.of(
                                                DayOfWeek.MONDAY,
                                                List.of(new WorkingHours(LocalTime.of(9, 0), LocalTime.of(18, 30)))),
                                        Set.of(LocalDate.of(2026, 12, 25))),
                                ServiceLevels.STANDARD.targets(),
                                Duration.ofHours(72),
                                3)),
                new TenantEscalationPolicyChanged(
                        TENANT,
                        new EscalationPolicy(
                                List.of(
                                        new EscalationLevel(
                                                List.of(Role.OPERATOR),
                                                List.of(USER),
                                                Duration.ofMinutes(10),
                                                5,
                                                Duration.ofHours(1),
                                                false,
                                                false),
                                        new EscalationLevel(
                                                List.of(Role.OWNER),
                                                List.of(),
                                                Duration.ofMinutes(5),
                                                3,
                                                null,
                                                true,
                                                true)),
                                Duration.ofMinutes(30))),
                new MemberAdded(TENANT, USER, Role.TECHNICIAN, Set.of(SITE), "ana@example.com", "Ana Alonso"),
                new MemberRemoved(TENANT, USER),
                new UserDetailsChanged(USER, Platform.TENANT, "ana@example.com", "Ana Alonso", "+34 600 000 000"),
                new UserErased(USER, Platform.TENANT),
                new UserRegistered(USER, Platform.TENANT, "ana@example.com", "Ana Alonso"),
                new RegistrationRepeated(USER, Platform.TENANT),
                new UserVerified(USER, Platform.TENANT, "ana@example.com", "Ana Alonso"),
                new HistoryExported(TENANT, 1, 1207),
                new HistoryFoundDamaged(TENANT, 88013, "EVENT_CHANGED"),
                new LogInFailed(USER, Platform.TENANT),
                new LoggedIn(USER, Platform.TENANT),
                new RefreshTokenReused(USER, Platform.TENANT),
                new PasswordResetRequested(USER, Platform.TENANT),
                new PasswordChanged(USER, Platform.TENANT, true),
                new LoggedOut(USER, Platform.TENANT),
                new ApiKeyCreated(
                        API_KEY, TENANT, DEVICE, "Freezer 1", Set.of(KeyAccess.READ, KeyAccess.WRITE), 3600, RECEIVED),
                new ApiKeyRotated(API_KEY, TENANT, RECEIVED),
                new ApiKeyRevoked(API_KEY, TENANT),
                new ProjectionRebuildRequested(Platform.TENANT, "alerts", false),
                new ProjectionRebuilt(Platform.TENANT, "alerts", false, 120_000, 3),
                new ProjectionRebuildFailed(Platform.TENANT, "alerts", 4_711),
                new ProjectionRebuildCancelled(Platform.TENANT, "alerts"),
                new DeadLetterRetried(Platform.TENANT, "5f1c6b0e", "alerts", "c0ffee00-0000-4000-8000-000000000001"),
                new DeadLetterDiscarded(
                        Platform.TENANT,
                        "5f1c6b0e",
                        "alerts",
                        "c0ffee00-0000-4000-8000-000000000001",
                        "A tenant that was never ours"));
    }

    private static List<Object> inventory() {
        return List.of(
                new SiteCreated(SITE, TENANT, "Kitchen", "Calle Mayor 1, Madrid", "Europe/Madrid"),
                new SiteChanged(SITE, TENANT, "Kitchen", "Calle Menor 2, Madrid", "Europe/Madrid"),
                new SiteRemoved(SITE, TENANT),
                new AssetCreated(ASSET, TENANT, "Cold cell 1", "COLD_CELL", SITE),
                new AssetChanged(ASSET, TENANT, "Cold cell 1, repaired", "COLD_CELL", SITE, 2),
                new AssetRemoved(ASSET, TENANT),
                new DeviceRegistered(
                        DEVICE,
                        TENANT,
                        new DeviceDetails(
                                "Freezer 1",
                                "COLD_CELL_SENSOR",
                                "SN-0001",
                                "HTTP",
                                "https://gateway.example/freezer-1",
                                SITE,
                                ASSET,
                                GATEWAY,
                                "Basement",
                                "Left of the door",
                                Map.of("thresholds", Map.of("celsius", List.of(-22.5, -16))),
                                Map.of("owner", "chef"),
                                "1.4.2")),
                new DeviceChanged(
                        DEVICE,
                        TENANT,
                        new DeviceDetails(
                                "Freezer 1",
                                "COLD_CELL_SENSOR",
                                "SN-0002",
                                "MQTT",
                                "https://gateway.example/freezer-1",
                                SITE,
                                ASSET,
                                GATEWAY,
                                "Basement",
                                "Right of the door",
                                Map.of("interval", 30),
                                Map.of("owner", "cook"),
                                "1.4.3"),
                        2),
                new DeviceMaintenanceBegan(DEVICE, TENANT),
                new DeviceMaintenanceEnded(DEVICE, TENANT),
                new DeviceRetired(DEVICE, TENANT),
                new DeviceReinstated(DEVICE, TENANT),
                new DeviceDescribedItself(
                        DEVICE,
                        TENANT,
                        new SelfDescription(ReportedStatus.MAINTENANCE, "Defrosting", "1.4.3"),
                        MEASURED),
                new DeviceWentOnline(DEVICE, TENANT, RECEIVED),
                new DeviceWentOffline(DEVICE, TENANT, RECEIVED, RECEIVED.plus(Duration.ofMinutes(5))),
                new RuleCreated(RULE, TENANT, rule(Join.ALL)),
                new RuleChanged(RULE, TENANT, rule(Join.ANY), 2),
                new RuleRemoved(RULE, TENANT),
                new BuiltInRuleSwitched(BuiltInRule.DOOR_OPEN.id(TENANT), TENANT, BuiltInRule.DOOR_OPEN, false));
    }

    private static RuleDefinition rule(Join join) {
        return new RuleDefinition(
                "Too warm and damp",
                "HIGH_TEMP",
                List.of(
                        new RuleCondition("temperature", Comparison.GT, 8, 0.5),
                        new RuleCondition("humidity", Comparison.GTE, 70, 5)),
                join,
                Duration.ofMinutes(5),
                Duration.ofSeconds(90),
                Severity.CRITICAL,
                new RuleScope(DEVICE, null, null),
                true);
    }

    private static List<Object> telemetry() {
        return List.of(new ReadingsRecorded(
                TENANT, DEVICE, "report-1", RECEIVED, List.of(new Reading("temperature", 9.5, "°C", 100, MEASURED))));
    }

    private static List<Object> alerts() {
        return List.of(
                new AlertRaised(
                        ALERT,
                        TENANT,
                        DEVICE,
                        RULE,
                        "HIGH_TEMP",
                        Severity.CRITICAL,
                        "Too warm: temperature 9.5 °C is above 8",
                        9.5,
                        8,
                        1,
                        MEASURED,
                        EARLIER_ALERT),
                new AlertRetriggered(ALERT, TENANT, 10.25, 2, MEASURED.plusSeconds(60)),
                new AlertConditionCleared(ALERT, TENANT, 7, MEASURED.plusSeconds(120)),
                new AlertSeverityRaised(ALERT, TENANT, Severity.CRITICAL),
                new AlertPaged(
                        ALERT,
                        TENANT,
                        DEVICE,
                        "HIGH_TEMP",
                        Severity.CRITICAL,
                        "Too warm: temperature 9.5 °C is above 8",
                        1,
                        2,
                        true,
                        List.of(Role.OPERATOR, Role.OWNER),
                        List.of(USER)),
                new AlertAcknowledged(ALERT, TENANT, USER),
                new AlertUnacknowledged(ALERT, TENANT, Unacknowledgement.BY_HAND, USER),
                new AlertShelved(ALERT, TENANT, USER, RECEIVED, "Defrosting"),
                new AlertUnshelved(ALERT, TENANT, USER),
                new AlertInhibited(ALERT, TENANT, Inhibition.GATEWAY_OFFLINE, GATEWAY.value()),
                new AlertInhibitionLifted(ALERT, TENANT, Inhibition.GATEWAY_OFFLINE, GATEWAY.value()),
                new AlertAssigned(ALERT, TENANT, USER),
                new AlertCommented(ALERT, TENANT, COMMENT, USER, "The door was open yesterday, too"),
                new AlertEscalated(ALERT, TENANT, 1),
                new AlertTicketRequested(
                        ALERT, TENANT, DEVICE, Severity.CRITICAL, "Too warm: temperature 9.5 °C is above 8", 1),
                new AlertResolved(ALERT, TENANT, USER, "Door was open", true),
                new AlertAutoResolved(ALERT, TENANT, 6.5, MEASURED.plusSeconds(210)));
    }

    private static List<Object> maintenance() {
        MaintenanceScope scope = new MaintenanceScope(DEVICE, null, null);
        return List.of(
                new MaintenancePlanned(
                        MAINTENANCE, TENANT, scope, RECEIVED, RECEIVED.plus(Duration.ofHours(2)), "New compressor"),
                new MaintenanceBegan(MAINTENANCE, TENANT, scope),
                new MaintenanceEnded(MAINTENANCE, TENANT),
                new MaintenanceCancelled(MAINTENANCE, TENANT));
    }

    private static List<Object> tickets() {
        return List.of(
                new TicketOpened(
                        TICKET,
                        TENANT,
                        1,
                        "Too warm",
                        "Nobody resolved the alert in time",
                        Priority.URGENT,
                        ASSET,
                        DEVICE,
                        ALERT,
                        1),
                new TicketAssigned(TICKET, TENANT, USER),
                new TicketStarted(TICKET, TENANT),
                new TicketUpdated(TICKET, TENANT, "Far too warm", "The seal is torn", Priority.HIGH, 2),
                new TicketAnnotated(TICKET, TENANT, "The alert has resolved by itself"),
                new TicketHeld(TICKET, TENANT, "Waiting for the seal"),
                new TicketResumed(TICKET, TENANT),
                new TicketCompleted(TICKET, TENANT, "Door seal replaced"),
                new TicketReopened(TICKET, TENANT, "Still too warm"),
                new TicketClosed(TICKET, TENANT, Closing.UNCONTESTED),
                new TicketCancelled(TICKET, TENANT, "The freezer was sold"),
                new TicketClockStarted(
                        TICKET,
                        TENANT,
                        ServiceGoal.REPAIR,
                        1,
                        Duration.ofHours(4),
                        Duration.ofMinutes(20),
                        RECEIVED,
                        RECEIVED.plus(Duration.ofMinutes(220)),
                        1),
                new TicketClockStopped(TICKET, TENANT, ServiceGoal.REPAIR, 1, Duration.ofMinutes(30), RECEIVED),
                new TicketSlaWarned(TICKET, TENANT, ServiceGoal.REPAIR, 1, RECEIVED),
                new SlaBreached(TICKET, TENANT, ServiceGoal.REPAIR, 1, RECEIVED),
                new TicketEscalated(TICKET, TENANT, 2, USER),
                new TicketAttachmentAdded(
                        TICKET, TENANT, ATTACHMENT, "door.jpg", "image/jpeg", 204800, "9f86d081884c7d65"),
                new TicketAttachmentRemoved(TICKET, TENANT, ATTACHMENT));
    }

    private static List<Object> timers() {
        UUID ticket = TICKET.value();
        return List.of(
                new TimerSet(TENANT, TimerSubject.TICKET, ticket, "SLA_BREACH", 2, RECEIVED),
                new TimerFired(TENANT, TimerSubject.TICKET, ticket, "SLA_BREACH", 2),
                new TimerCancelled(TENANT, TimerSubject.TICKET, ticket, "SLA_WARNING", 1, "the work is done"));
    }

    private static List<Object> notifications() {
        ChannelSettings settings = new ChannelSettings(
                "Kitchen",
                true,
                Set.of(Occasion.ALERT_PAGED, Occasion.TICKET_ASSIGNED),
                Severity.WARNING,
                Set.of(SITE),
                5,
                Duration.ofMinutes(1));
        return List.of(
                new NotificationChannelAdded(
                        CHANNEL, TENANT, ChannelType.WEBHOOK, settings, "https://hooks.example.com/…"),
                new NotificationChannelChanged(CHANNEL, TENANT, settings, "https://hooks.example.com/…"),
                new NotificationChannelPaused(CHANNEL, TENANT, 20, "The endpoint answered 503"),
                new NotificationChannelResumed(CHANNEL, TENANT),
                new NotificationTestRequested(CHANNEL, TENANT),
                new NotificationChannelRemoved(CHANNEL, TENANT),
                new NotificationSent(NOTIFICATION, TENANT, CHANNEL, Occasion.ALERT_PAGED, 1, ALERT, TICKET, USER, 2),
                new NotificationGivenUp(
                        NOTIFICATION,
                        TENANT,
                        CHANNEL,
                        Occasion.ALERT_PAGED,
                        ALERT,
                        TICKET,
                        USER,
                        5,
                        "The endpoint answered 503"),
                new NotificationRetried(NOTIFICATION, TENANT, CHANNEL));
    }
}
