package io.atalaya.kernel.access;

import io.atalaya.contract.asset.AssetId;
import io.atalaya.contract.device.DeviceId;
import io.atalaya.contract.site.SiteId;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Something in a command that stands on a site, or should. Only senders who are limited to sites are held to it. */
public sealed interface SiteReference {
    /** What can stand on a site; a site stands on itself. */
    enum Kind {
        SITE,
        ASSET,
        DEVICE,
        /** Where its device stands. */
        ALERT,
        /** Where its device stands or, if that stands nowhere, its asset. */
        TICKET,
        /** Where the device or the asset stands that it is for; nowhere if it is for neither. */
        RULE,
        /** Where its site, its device or its asset is; one of the whole tenant stands on no site. */
        MAINTENANCE
    }

    /** What the command changes. Elsewhere it does not exist: 404. */
    record Target(Kind kind, UUID id) implements SiteReference {}

    /**
     * What the command refers to. Elsewhere the reference leads nowhere.
     *
     * @param id {@code null} if the command leaves it out, which is no harm
     * @param field the request's field that names it
     */
    record Named(Kind kind, @Nullable UUID id, String field) implements SiteReference {}

    /**
     * The command does not say where something new will stand, as limited members must.
     *
     * @param field the request's field that would say it
     */
    record Missing(String field) implements SiteReference {}

    /** The command concerns the tenant's sites as they are and will be: not for limited members. */
    record WholeTenant() implements SiteReference {}

    /** Where something new will stand. */
    static SiteReference place(@Nullable SiteId siteId) {
        return siteId == null ? new Missing("siteId") : new Named(Kind.SITE, siteId.value(), "siteId");
    }

    static SiteReference asset(@Nullable AssetId assetId) {
        return new Named(Kind.ASSET, assetId == null ? null : assetId.value(), "assetId");
    }

    static SiteReference device(@Nullable DeviceId deviceId, String field) {
        return new Named(Kind.DEVICE, deviceId == null ? null : deviceId.value(), field);
    }
}
