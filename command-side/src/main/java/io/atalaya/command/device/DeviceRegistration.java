package io.atalaya.command.device;

import io.atalaya.command.directory.Directory;
import io.atalaya.command.identity.ApiKeys;
import io.atalaya.command.identity.IssuedApiKey;
import io.atalaya.contract.device.DeviceDetails;
import io.atalaya.contract.device.command.RegisterDevice;
import io.atalaya.kernel.Rejection;
import io.atalaya.kernel.TenantId;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.modelling.command.Repository;
import org.springframework.stereotype.Component;

/** Registers a device under a serial number that is unique in its tenant, and issues its key in the same transaction. */
@Component
class DeviceRegistration {
    private final Repository<Device> devices;
    private final DeviceDirectory deviceDirectory;
    private final Directory directory;
    private final ApiKeys apiKeys;

    DeviceRegistration(
            Repository<Device> devices, DeviceDirectory deviceDirectory, Directory directory, ApiKeys apiKeys) {
        this.devices = devices;
        this.deviceDirectory = deviceDirectory;
        this.directory = directory;
        this.apiKeys = apiKeys;
    }

    /** @return the device's key, which nobody can be told again */
    @CommandHandler
    IssuedApiKey handle(RegisterDevice command) throws Exception {
        TenantId tenantId = command.tenantId();
        DeviceDetails details = command.details();
        if (deviceDirectory.contains(tenantId, command.deviceId())) {
            // The same request again, whose first answer (and with it the key) never arrived.
            deviceDirectory.requireInUse(tenantId, command.deviceId());
            return apiKeys.replaceDeviceKey(tenantId, command.deviceId(), details.name());
        }
        directory.requireSite(tenantId, details.siteId());
        directory.requireAsset(tenantId, details.assetId());
        directory.requireDeviceInUse(tenantId, details.parentId(), "parentId");
        if (!deviceDirectory.reserve(tenantId, command.deviceId(), details.serialNumber())) {
            throw Rejection.ofField(
                    Rejection.Code.SERIAL_NUMBER_TAKEN, "serialNumber", "is already registered in this tenant");
        }
        devices.newInstance(() -> new Device(command));
        return apiKeys.issueForDevice(tenantId, command.deviceId(), details.name());
    }
}
