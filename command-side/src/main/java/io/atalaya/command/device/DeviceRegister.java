package io.atalaya.command.device;

import io.atalaya.command.directory.Dependents;
import io.atalaya.command.directory.Directory;
import io.atalaya.command.identity.ApiKeys;
import io.atalaya.contract.device.DeviceDetails;
import io.atalaya.contract.device.DeviceId;
import io.atalaya.kernel.Rejection;
import io.atalaya.kernel.TenantId;
import java.time.Clock;
import org.springframework.stereotype.Component;

/** What a device must know of its tenant to change: what it refers to, which serial numbers are free, who refers to it. */
@Component
class DeviceRegister {
    private final Directory directory;
    private final Dependents dependents;
    private final DeviceDirectory devices;
    private final ApiKeys apiKeys;
    private final Clock clock;

    DeviceRegister(Directory directory, Dependents dependents, DeviceDirectory devices, ApiKeys apiKeys, Clock clock) {
        this.directory = directory;
        this.dependents = dependents;
        this.devices = devices;
        this.apiKeys = apiKeys;
        this.clock = clock;
    }

    /** @throws Rejection naming the field that refers to nothing, to a retired gateway, or to the device itself */
    void requireReferences(TenantId tenantId, DeviceId deviceId, DeviceDetails details) {
        directory.requireSite(tenantId, details.siteId());
        directory.requireAsset(tenantId, details.assetId());
        directory.requireDeviceInUse(tenantId, details.parentId(), "parentId");
        dependents.requireNotBehind(tenantId, deviceId, details.parentId());
    }

    /** @throws Rejection if another device of the tenant has that serial number */
    void claim(TenantId tenantId, DeviceId deviceId, String serialNumber) {
        if (!devices.claim(tenantId, deviceId, serialNumber)) {
            throw Rejection.ofField(
                    Rejection.Code.SERIAL_NUMBER_TAKEN, "serialNumber", "is already registered in this tenant");
        }
    }

    /** @throws Rejection if other devices report through it */
    void retire(TenantId tenantId, DeviceId deviceId, String serialNumber) {
        dependents.requireNoneBehind(tenantId, deviceId);
        devices.retire(tenantId, deviceId, serialNumber, clock.instant());
        apiKeys.revokeDeviceKeys(tenantId, deviceId);
    }
}
