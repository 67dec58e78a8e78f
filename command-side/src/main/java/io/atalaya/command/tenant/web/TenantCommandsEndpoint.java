package io.atalaya.command.tenant.web;

import io.atalaya.command.dispatch.CommandDispatcher;
import io.atalaya.command.dispatch.Receipt;
import io.atalaya.command.idempotency.NewId;
import io.atalaya.contract.tenant.command.CreateTenant;
import io.atalaya.contract.tenant.command.RenameTenant;
import io.atalaya.kernel.TenantId;
import io.atalaya.kernel.access.Caller;
import io.atalaya.kernel.access.PlatformScope;
import io.atalaya.kernel.access.TenantInPath;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.util.UUID;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Creates and renames tenants. */
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
        return receipt.created("/api/v1/tenants/" + tenantId, new TenantAnswer(tenantId, request.name()));
    }

    @PutMapping("/{tenantId}")
    ResponseEntity<TenantAnswer> rename(
            @PathVariable TenantId tenantId, @Valid @RequestBody TenantRequest request, @TenantInPath Caller caller) {
        Receipt<Object> receipt = commands.send(new RenameTenant(tenantId, request.name()), caller);
        return receipt.updated(new TenantAnswer(tenantId, request.name()));
    }

    record TenantRequest(@NotBlank @Size(max = 200) String name) {}

    record TenantAnswer(TenantId id, String name) {}
}
