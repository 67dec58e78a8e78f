package io.atalaya.command.maintenance.web;

import io.atalaya.command.dispatch.Changed;
import io.atalaya.command.dispatch.CommandDispatcher;
import io.atalaya.command.dispatch.Receipt;
import io.atalaya.command.idempotency.NewId;
import io.atalaya.contract.asset.AssetId;
import io.atalaya.contract.device.DeviceId;
import io.atalaya.contract.maintenance.MaintenanceId;
import io.atalaya.contract.maintenance.MaintenanceScope;
import io.atalaya.contract.maintenance.command.CancelMaintenance;
import io.atalaya.contract.maintenance.command.PlanMaintenance;
import io.atalaya.contract.site.SiteId;
import io.atalaya.kernel.access.Caller;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Plans maintenance and cancels it. */
@RestController
@RequestMapping("/api/v1/maintenance-windows")
class MaintenanceCommandsEndpoint {
    private final CommandDispatcher commands;

    MaintenanceCommandsEndpoint(CommandDispatcher commands) {
        this.commands = commands;
    }

    /** Of one device, asset or site, or of all the tenant's devices. Their alerts are suppressed meanwhile. */
    @PostMapping
    ResponseEntity<Changed> plan(@Valid @RequestBody MaintenanceRequest request, Caller caller, @NewId UUID newId) {
        MaintenanceId maintenanceId = new MaintenanceId(newId);
        Receipt<Object> receipt = commands.send(
                new PlanMaintenance(
                        maintenanceId,
                        caller.tenantId(),
                        new MaintenanceScope(request.deviceId(), request.assetId(), request.siteId()),
                        request.from(),
                        request.to(),
                        request.reason()),
                caller);
        return receipt.created("/api/v1/maintenance-windows/" + maintenanceId, receipt.change(maintenanceId));
    }

    /** Ends it now, or keeps it from beginning. It stays in the list. */
    @DeleteMapping("/{maintenanceId}")
    ResponseEntity<Void> cancel(@PathVariable MaintenanceId maintenanceId, Caller caller) {
        return commands.send(new CancelMaintenance(maintenanceId, caller.tenantId()), caller)
                .removed();
    }

    record MaintenanceRequest(
            @NotNull Instant from,
            @NotNull Instant to,
            @NotBlank @Size(max = 2000) String reason,
            @Nullable DeviceId deviceId,
            @Nullable AssetId assetId,
            @Nullable SiteId siteId) {}
}
