package io.atalaya.contract.site.event;

import io.atalaya.contract.site.SiteId;
import io.atalaya.kernel.TenantId;
import org.axonframework.serialization.Revision;
import org.jspecify.annotations.Nullable;

/** A site exists from now on. */
@Revision("1")
public record SiteCreated(
        SiteId siteId,
        TenantId tenantId,
        String name,
        @Nullable String address,
        @Nullable String timezone) implements SiteEvent {}
