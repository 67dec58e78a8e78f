package io.atalaya.contract.device;

import io.atalaya.contract.asset.AssetId;
import io.atalaya.contract.site.SiteId;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is known about a device beyond its id.
 *
 * @param serialNumber unique in the tenant
 * @param parentId the gateway that the device reports through
 * @param config settings that the device or its rules read, free form
 * @param metadata whatever the owner wants to keep with the device, free form
 */
public record DeviceDetails(
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
        @Nullable String firmwareVersion) {
    public DeviceDetails {
        FreeForm.check("config", config);
        FreeForm.check("metadata", metadata);
    }
}
