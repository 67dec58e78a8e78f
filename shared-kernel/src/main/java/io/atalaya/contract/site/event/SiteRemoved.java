package io.atalaya.contract.site.event;

import io.atalaya.contract.site.SiteId;
import io.atalaya.kernel.TenantId;
import org.axonframework.serialization.Revision;

/** The site is not there any more; nothing stood in it. */
@Revision("1")
public record SiteRemoved(SiteId siteId, TenantId tenantId) implements SiteEvent {}
