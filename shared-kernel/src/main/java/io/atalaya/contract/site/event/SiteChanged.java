package io.atalaya.contract.site.event;

import io.atalaya.contract.site.SiteId;
import io.atalaya.kernel.TenantId;
import org.axonframework.serialization.Revision;
import org.jspecify.annotations.Nullable;

/** This is what is known of the site from now on. */
@Revision("1")
public record SiteChanged(
        SiteId siteId,
        TenantId tenantId,
        String name,
        @Nullable String address,
        @Nullable String timezone) implements SiteEvent {}
