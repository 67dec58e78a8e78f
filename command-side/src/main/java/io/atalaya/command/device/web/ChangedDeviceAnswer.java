package io.atalaya.command.device.web;

import io.atalaya.contract.asset.AssetId;
import io.atalaya.contract.device.DeviceDetails;
import io.atalaya.contract.device.DeviceId;
import io.atalaya.contract.site.SiteId;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What is known of the device now. Whether it is online, it shows by itself. */
record ChangedDeviceAnswer(
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
        int revision) {

    static ChangedDeviceAnswer of(DeviceId id, DeviceDetails details, int revision) {
        return new ChangedDeviceAnswer(
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
                revision);
    }
}
