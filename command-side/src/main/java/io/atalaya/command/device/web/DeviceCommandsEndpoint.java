package io.atalaya.command.device.web;

import io.atalaya.command.dispatch.CommandDispatcher;
import io.atalaya.command.dispatch.Receipt;
import io.atalaya.command.idempotency.NewId;
import io.atalaya.command.identity.IssuedApiKey;
import io.atalaya.contract.asset.AssetId;
import io.atalaya.contract.device.DeviceDetails;
import io.atalaya.contract.device.DeviceId;
import io.atalaya.contract.device.command.ChangeDevice;
import io.atalaya.contract.device.command.RegisterDevice;
import io.atalaya.contract.device.command.RetireDevice;
import io.atalaya.contract.site.SiteId;
import io.atalaya.kernel.access.Caller;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Registers, changes and retires devices. */
@RestController
@RequestMapping("/api/v1/devices")
class DeviceCommandsEndpoint {
    private final CommandDispatcher commands;

    DeviceCommandsEndpoint(CommandDispatcher commands) {
        this.commands = commands;
    }

    /** The answer holds the device's API key; it is shown this once. */
    @PostMapping
    ResponseEntity<RegisteredDeviceAnswer> register(
            @Valid @RequestBody RegisterDeviceRequest request, Caller caller, @NewId UUID newId) {
        DeviceId deviceId = new DeviceId(newId);
        DeviceDetails details = request.details();
        Receipt<IssuedApiKey> receipt = commands.send(new RegisterDevice(deviceId, caller.tenantId(), details), caller);
        return receipt.created(
                "/api/v1/devices/" + deviceId,
                RegisteredDeviceAnswer.of(deviceId, details, receipt.result().key()));
    }

    /** Everything about it, its status included. It keeps its key and its past, whatever its serial number. */
    @PutMapping("/{deviceId}")
    ResponseEntity<ChangedDeviceAnswer> change(
            @PathVariable DeviceId deviceId, @Valid @RequestBody ChangeDeviceRequest request, Caller caller) {
        DeviceDetails details = request.details();
        Receipt<Integer> receipt = commands.send(
                new ChangeDevice(deviceId, caller.tenantId(), details, request.duty(), request.revision()), caller);
        return receipt.updated(ChangedDeviceAnswer.of(deviceId, details, receipt.result()));
    }

    /** It is retired: its keys open nothing any more, its serial number is free, and its past can still be read. */
    @DeleteMapping("/{deviceId}")
    ResponseEntity<Void> retire(@PathVariable DeviceId deviceId, Caller caller) {
        return commands.send(new RetireDevice(deviceId, caller.tenantId()), caller)
                .removed();
    }

    /**
     * @param serialNumber unique in the tenant
     * @param parentId the gateway that the device reports through
     */
    record RegisterDeviceRequest(
            @NotBlank @Size(max = 200) String name,
            @NotBlank @Size(max = 64) String type,
            @NotBlank @Size(max = 128) String serialNumber,
            @Nullable @Size(max = 64) String protocol,
            @Nullable @Size(max = 500) String connectionString,
            @Nullable SiteId siteId,
            @Nullable AssetId assetId,
            @Nullable DeviceId parentId,
            @Nullable @Size(max = 200) String area,
            @Nullable @Size(max = 200) String location,
            @Nullable @Size(max = 100) Map<String, Object> config,
            @Nullable @Size(max = 100) Map<String, Object> metadata,
            @Nullable @Size(max = 64) String firmwareVersion) {

        DeviceDetails details() {
            return new DeviceDetails(
                    name,
                    type,
                    serialNumber,
                    protocol,
                    connectionString,
                    siteId,
                    assetId,
                    parentId,
                    area,
                    location,
                    config == null ? Map.of() : config,
                    metadata == null ? Map.of() : metadata,
                    firmwareVersion);
        }
    }

    record RegisteredDeviceAnswer(
            DeviceId id,
            String name,
            String type,
            String serialNumber,
            @Nullable String protocol,
            @Nullable String connectionString,
            @Nullable SiteId siteId,
            @Nullable AssetId assetId,
            @Nullable DeviceId parentId,
            @Nullable String area,
            @Nullable String location,
            Map<String, Object> config,
            Map<String, Object> metadata,
            @Nullable String firmwareVersion,
            String status,
            int revision,
            String apiKey) {

        static RegisteredDeviceAnswer of(DeviceId id, DeviceDetails details, String apiKey) {
            return new RegisteredDeviceAnswer(
                    id,
                    details.name(),
                    details.type(),
                    details.serialNumber(),
                    details.protocol(),
                    details.connectionString(),
                    details.siteId(),
                    details.assetId(),
                    details.parentId(),
                    details.area(),
                    details.location(),
                    details.config(),
                    details.metadata(),
                    details.firmwareVersion(),
                    "OFFLINE",
                    1,
                    apiKey);
        }
    }
}
