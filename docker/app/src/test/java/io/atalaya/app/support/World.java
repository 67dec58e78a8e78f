package io.atalaya.app.support;

import io.atalaya.command.identity.RegisterUser;
import io.atalaya.contract.identity.UserId;
import io.atalaya.contract.site.SiteId;
import io.atalaya.contract.tenant.command.AddMember;
import io.atalaya.kernel.Command;
import io.atalaya.kernel.TenantId;
import io.atalaya.kernel.access.Role;
import io.atalaya.kernel.messaging.SystemMetadata;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;
import org.axonframework.commandhandling.CommandBus;
import org.axonframework.commandhandling.GenericCommandMessage;
import org.axonframework.commandhandling.callbacks.FutureCallback;

/** A tenant of its own for a test, with an owner, and what can stand in it. */
public final class World {
    /** Every member's. */
    public static final String PASSWORD = "a-good-password";

    private final Node node;
    private final Api owner;
    private final String tenantId;

    private World(Node node, Api owner, String tenantId) {
        this.node = node;
        this.owner = owner;
        this.tenantId = tenantId;
    }

    public static World on(Node node) {
        String tenantId = node.api()
                .logInAsAdmin()
                .post("/api/v1/tenants", Map.of("name", "Tenant of a test"))
                .expect(201)
                .text("id");
        World empty = new World(node, node.api(), tenantId);
        return new World(node, empty.member(Role.OWNER), tenantId);
    }

    public Api owner() {
        return owner;
    }

    public String tenantId() {
        return tenantId;
    }

    /** A new user with this role in the tenant, logged in. */
    public Api member(Role role) {
        return memberWithId(role).api();
    }

    /** As {@link #member}, limited to these sites. */
    public Api memberOf(Role role, String... siteIds) {
        return memberWithId(role, siteIds).api();
    }

    /** @param siteIds the sites that the member is limited to; none means all */
    public Member memberWithId(Role role, String... siteIds) {
        Account account = account(role.name());
        Set<SiteId> sites = Arrays.stream(siteIds).map(SiteId::of).collect(Collectors.toUnmodifiableSet());
        send(new AddMember(TenantId.of(tenantId), UserId.of(account.id()), role, sites));
        return new Member(account.id(), account.logIn());
    }

    /** A new user who is a member of nothing. */
    public Account account(String name) {
        UserId userId = UserId.next();
        String email = userId + "@test.example";
        send(new RegisterUser(userId, email, name, PASSWORD));
        return new Account(userId.toString(), email, node.api());
    }

    public String site(String name) {
        return owner.post("/api/v1/sites", Map.of("name", name)).expect(201).text("id");
    }

    /** A device that stands on no site. */
    public Device device() {
        return device(Map.of());
    }

    public Device deviceAt(String siteId) {
        return device(Map.of("siteId", siteId));
    }

    /** A device that reports through this one. */
    public Device deviceBehind(Device gateway) {
        return device(Map.of("parentId", gateway.id()));
    }

    public Device device(String serialNumber) {
        return device(Map.of("serialNumber", serialNumber));
    }

    private Device device(Map<String, String> more) {
        Map<String, String> details = new LinkedHashMap<>();
        details.put("name", "Freezer");
        details.put("type", "COLD_CELL_SENSOR");
        details.put("serialNumber", "SN-" + UUID.randomUUID());
        details.putAll(more);
        String serialNumber = Objects.requireNonNull(details.get("serialNumber"));
        Api.Answer answer = owner.post("/api/v1/devices", details).expect(201);
        return new Device(
                answer.text("id"),
                serialNumber,
                answer.text("apiKey"),
                node.api().with("X-API-Key", answer.text("apiKey")));
    }

    /** A rule that finds more than 8 °C too warm. */
    public String tooWarmRule(Device device) {
        return rule(Map.of("deviceId", device.id()));
    }

    /** As {@link #tooWarmRule}, for whatever the scope says. */
    public String rule(Map<String, Object> scope) {
        return owner.post("/api/v1/rules", aRule(scope)).expect(201).text("id");
    }

    /** The request for a rule that finds more than 8 °C too warm. */
    public static Map<String, Object> aRule(Map<String, Object> scope) {
        Map<String, Object> rule = new LinkedHashMap<>(scope);
        rule.putAll(Map.of(
                "name", "Too warm",
                "type", "HIGH_TEMP",
                "metric", "temperature",
                "comparison", "GT",
                "threshold", 8,
                "hysteresis", 1,
                "severity", "CRITICAL"));
        return rule;
    }

    /** Waits for the device's newest alert to have this status, and gives it. */
    public tools.jackson.databind.JsonNode awaitAlert(Device device, String status) {
        return Awaitility.await()
                .alias("alert of " + device.id() + " is " + status)
                .until(
                        () -> owner.get("/api/v1/alerts?device=" + device.id())
                                .expect(200)
                                .json()
                                .path("items")
                                .path(0),
                        alert -> alert.path("status").asString().equals(status));
    }

    private void send(Command command) {
        FutureCallback<Command, Object> outcome = new FutureCallback<>();
        node.bean(CommandBus.class)
                .dispatch(
                        GenericCommandMessage.<Command>asCommandMessage(command)
                                .withMetaData(SystemMetadata.of(command.tenantId(), "test")),
                        outcome);
        if (outcome.getResult().isExceptional()) {
            throw new IllegalStateException(outcome.getResult().exceptionResult());
        }
    }

    /** A user, in whichever tenants. */
    public record Account(String id, String email, Api anonymous) {
        public Api logIn() {
            return anonymous.logIn(email, PASSWORD);
        }
    }

    /** A user of the tenant. */
    public record Member(String id, Api api) {}

    /** A device of the tenant, and a client with its key. */
    public record Device(String id, String serialNumber, String key, Api api) {
        public Api.Answer report(String messageId, double celsius) {
            return api.post(
                    "/api/v1/devices/" + id + "/readings",
                    Map.of(
                            "messageId",
                            messageId,
                            "readings",
                            java.util.List.of(Map.of("metric", "temperature", "value", celsius, "unit", "°C"))));
        }

        public Api.Answer report(double celsius) {
            return report(UUID.randomUUID().toString(), celsius);
        }
    }
}
