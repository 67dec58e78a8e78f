package io.atalaya.command.tenant.web;

import io.atalaya.command.dispatch.CommandDispatcher;
import io.atalaya.command.dispatch.Receipt;
import io.atalaya.command.idempotency.NewId;
import io.atalaya.contract.tenant.command.ChangeTenant;
import io.atalaya.contract.tenant.command.CreateTenant;
import io.atalaya.kernel.TenantId;
import io.atalaya.kernel.access.Caller;
import io.atalaya.kernel.access.PlatformScope;
import io.atalaya.kernel.access.TenantInPath;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Creates and changes tenants. */
@RestController
@RequestMapping("/api/v1/tenants")
class TenantCommandsEndpoint {
    private final CommandDispatcher commands;

    TenantCommandsEndpoint(CommandDispatcher commands) {
        this.commands = commands;
    }

    @PostMapping
    ResponseEntity<TenantAnswer> create(
            @Valid @RequestBody TenantRequest request, @PlatformScope Caller caller, @NewId UUID newId) {
        TenantId tenantId = new TenantId(newId);
        Receipt<Object> receipt = commands.send(new CreateTenant(tenantId, request.name()), caller);
        return receipt.created("/api/v1/tenants/" + tenantId, new TenantAnswer(tenantId, request.name(), null));
    }

    /** Fewer days of retention than before: what is older is deleted within the hour, for ever. */
    @PutMapping("/{tenantId}")
    ResponseEntity<TenantAnswer> change(
            @PathVariable TenantId tenantId,
            @Valid @RequestBody ChangedTenantRequest request,
            @TenantInPath Caller caller) {
        Receipt<Object> receipt =
                commands.send(new ChangeTenant(tenantId, request.name(), request.retentionDays()), caller);
        return receipt.updated(new TenantAnswer(tenantId, request.name(), request.retentionDays()));
    }

    record TenantRequest(@NotBlank @Size(max = 200) String name) {}

    /** @param retentionDays how long readings are kept; if absent, as before */
    record ChangedTenantRequest(
            @NotBlank @Size(max = 200) String name,

            @Nullable @Min(1) @Max(ChangeTenant.MAX_RETENTION_DAYS)
            Integer retentionDays) {}

    /** @param retentionDays as the request says, if it does */
    record TenantAnswer(TenantId id, String name, @Nullable Integer retentionDays) {}
}
