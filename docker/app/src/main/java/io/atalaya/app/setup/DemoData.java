package io.atalaya.app.setup;

import io.atalaya.command.identity.IssuedApiKey;
import io.atalaya.command.identity.RegisterUser;
import io.atalaya.contract.alert.Severity;
import io.atalaya.contract.asset.AssetId;
import io.atalaya.contract.asset.command.CreateAsset;
import io.atalaya.contract.device.DeviceDetails;
import io.atalaya.contract.device.DeviceId;
import io.atalaya.contract.device.command.RegisterDevice;
import io.atalaya.contract.identity.UserId;
import io.atalaya.contract.rule.Comparison;
import io.atalaya.contract.rule.Join;
import io.atalaya.contract.rule.RuleCondition;
import io.atalaya.contract.rule.RuleDefinition;
import io.atalaya.contract.rule.RuleId;
import io.atalaya.contract.rule.RuleScope;
import io.atalaya.contract.rule.command.CreateRule;
import io.atalaya.contract.site.SiteId;
import io.atalaya.contract.site.command.CreateSite;
import io.atalaya.contract.telemetry.Reading;
import io.atalaya.contract.telemetry.command.RecordReadings;
import io.atalaya.contract.tenant.command.AddMember;
import io.atalaya.contract.tenant.command.CreateTenant;
import io.atalaya.kernel.TenantId;
import io.atalaya.kernel.access.Role;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * A small world to try things in: one technician, two customers with three sites, four cold cells and four devices, a
 * day of readings, and alerts that came and went. All of it by commands, all of it repeatable.
 */
@Component
class DemoData {
    static final String LOG_INS = """
            Demo log-ins:
              customer   customer1@example.com  customer123
              customer   customer2@example.com  customer123
              technician tech@example.com       technician123""";
    static final String ADMIN = "admin@example.com";
    static final String ADMIN_PASSWORD = "administrator123";

    private static final Logger log = LoggerFactory.getLogger(DemoData.class);
    private static final Duration HISTORY = Duration.ofHours(24);
    private static final Duration INTERVAL = Duration.ofMinutes(20);
    private static final int READINGS_PER_REPORT = 12;
    private static final double EXCURSION_CELSIUS = 7;

    private final SetupCommands commands;
    private final Administrator administrator;
    private final Clock clock;

    DemoData(SetupCommands commands, Administrator administrator, Clock clock) {
        this.commands = commands;
        this.administrator = administrator;
        this.clock = clock;
    }

    /** A device on a cold cell, and how cold it should be. */
    private record ColdCell(String name, String serialNumber, double usualCelsius, double tooWarmCelsius) {}

    /** @param admin e-mail address of the platform's administrator */
    void create(String admin, String adminPassword) {
        administrator.create(new UserId(id("user/admin")), admin, "Platform staff", adminPassword);
        UserId technician = user("tech@example.com", "Tess Technician", "technician123");
        TenantId first = customer("Mercado Fresco", "customer1@example.com", "Carla Customer", technician);
        TenantId second = customer("Bistro Boreal", "customer2@example.com", "Cosmo Customer", technician);
        SiteId central = site(first, "Central market", "Europe/Madrid");
        SiteId north = site(first, "North market", "Europe/Madrid");
        SiteId kitchen = site(second, "Kitchen", "Europe/Oslo");
        Instant now = clock.instant().truncatedTo(ChronoUnit.MINUTES);
        coldCell(first, central, new ColdCell("Freezer 1", "COLD-0001", -18, -15), now, true);
        coldCell(first, central, new ColdCell("Fridge 1", "COLD-0002", 4, 8), now, true);
        coldCell(first, north, new ColdCell("Freezer 2", "COLD-0003", -20, -15), now, false);
        coldCell(second, kitchen, new ColdCell("Walk-in fridge", "COLD-0004", 3, 8), now, true);
    }

    private UserId user(String email, String name, String password) {
        UserId userId = new UserId(id("user/" + email));
        commands.send(new RegisterUser(userId, email, name, password));
        return userId;
    }

    private TenantId customer(String company, String email, String name, UserId technician) {
        TenantId tenantId = new TenantId(id("tenant/" + company));
        commands.send(new CreateTenant(tenantId, company));
        commands.send(new AddMember(tenantId, user(email, name, "customer123"), Role.OWNER, Set.of(), email, name));
        commands.send(new AddMember(tenantId, technician, Role.TECHNICIAN, Set.of()));
        return tenantId;
    }

    private SiteId site(TenantId tenantId, String name, String timezone) {
        SiteId siteId = new SiteId(id("site/" + tenantId + name));
        commands.send(new CreateSite(siteId, tenantId, name, null, timezone));
        return siteId;
    }

    private void coldCell(TenantId tenantId, SiteId siteId, ColdCell cell, Instant now, boolean withExcursion) {
        AssetId assetId = new AssetId(id("asset/" + cell.serialNumber()));
        commands.send(new CreateAsset(assetId, tenantId, cell.name(), "COLD_CELL", siteId));
        DeviceId deviceId = new DeviceId(id("device/" + cell.serialNumber()));
        DeviceDetails details = new DeviceDetails(
                cell.name() + " sensor",
                "COLD_CELL_SENSOR",
                cell.serialNumber(),
                "HTTP",
                null,
                siteId,
                assetId,
                null,
                null,
                null,
                Map.of(),
                Map.of(),
                "1.0.0");
        IssuedApiKey key = commands.send(new RegisterDevice(deviceId, tenantId, details), IssuedApiKey.class);
        log.info("Demo device {} ({}), API key {}", cell.serialNumber(), deviceId, key.key());
        rule(tenantId, deviceId, cell, "Too warm", "HIGH_TEMP", Comparison.GT, cell.tooWarmCelsius());
        rule(tenantId, deviceId, cell, "Too cold", "LOW_TEMP", Comparison.LT, cell.usualCelsius() - EXCURSION_CELSIUS);
        history(tenantId, deviceId, cell, now, withExcursion);
    }

    private void rule(
            TenantId tenantId,
            DeviceId deviceId,
            ColdCell cell,
            String name,
            String type,
            Comparison comparison,
            double threshold) {
        commands.send(new CreateRule(
                new RuleId(id("rule/" + type + deviceId)),
                tenantId,
                new RuleDefinition(
                        cell.name() + " " + name.toLowerCase(java.util.Locale.ROOT),
                        type,
                        List.of(new RuleCondition("temperature", comparison, threshold, 0.5)),
                        Join.ALL,
                        Duration.ZERO,
                        Duration.ZERO,
                        Severity.CRITICAL,
                        new RuleScope(deviceId, null, null),
                        true)));
    }

    /** A day of readings; an hour of it, around noon of that day, may be too warm: an open door. */
    private void history(TenantId tenantId, DeviceId deviceId, ColdCell cell, Instant now, boolean withExcursion) {
        int count = (int) HISTORY.dividedBy(INTERVAL);
        List<Reading> pending = new ArrayList<>();
        for (int index = 0; index < count; index++) {
            Instant at = now.minus(HISTORY).plus(INTERVAL.multipliedBy(index + 1L));
            boolean doorOpen = withExcursion && index >= count / 2 && index < count / 2 + 3;
            double wave = Math.sin(index / 5.0) * 0.8;
            pending.add(new Reading(
                    "temperature",
                    round(cell.usualCelsius() + wave + (doorOpen ? EXCURSION_CELSIUS : 0)),
                    "°C",
                    100,
                    at));
            pending.add(new Reading("humidity", round(60 + wave * 5), "%", 100, at));
            pending.add(new Reading("batteryLevel", 100 - index / 24, "%", 100, at));
            pending.add(new Reading("doorStatus", doorOpen ? 1 : 0, null, 100, at));
            if ((index + 1) % READINGS_PER_REPORT == 0) {
                commands.report(new RecordReadings(
                        deviceId, tenantId, "demo-" + cell.serialNumber() + "-" + index, List.copyOf(pending)));
                pending.clear();
            }
        }
    }

    private static double round(double value) {
        return Math.round(value * 10) / 10.0;
    }

    private static UUID id(String name) {
        return UUID.nameUUIDFromBytes(("atalaya/demo/" + name).getBytes(StandardCharsets.UTF_8));
    }
}
