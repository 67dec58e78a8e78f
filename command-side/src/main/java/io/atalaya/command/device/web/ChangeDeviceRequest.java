package io.atalaya.command.device.web;

import io.atalaya.contract.asset.AssetId;
import io.atalaya.contract.device.DeviceDetails;
import io.atalaya.contract.device.DeviceDuty;
import io.atalaya.contract.device.DeviceId;
import io.atalaya.contract.site.SiteId;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * All that is known of a device from now on: what is left out is not known any more.
 *
 * @param serialNumber unique in the tenant
 * @param parentId the gateway that the device reports through
 * @param status left out, it stays as it is. {@code ONLINE} and {@code OFFLINE} both mean in use: which of them it is,
 *     the device shows by itself
 * @param revision the one that was read; if the device has another by now, nothing is changed
 */
record ChangeDeviceRequest(
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
        @Nullable @Size(max = 64) String firmwareVersion,
        @Nullable WantedStatus status,
        @Nullable Integer revision) {

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

    @Nullable
    DeviceDuty duty() {
        return switch (status) {
            case null -> null;
            case OFFLINE, ONLINE -> DeviceDuty.IN_USE;
            case MAINTENANCE -> DeviceDuty.MAINTENANCE;
            case RETIRED -> DeviceDuty.RETIRED;
        };
    }

    enum WantedStatus {
        OFFLINE,
        ONLINE,
        MAINTENANCE,
        RETIRED
    }
}
