package io.atalaya.contract.site.event;

import io.atalaya.contract.site.SiteId;
import io.atalaya.kernel.DomainEvent;

/** What can happen to a site. */
public sealed interface SiteEvent extends DomainEvent permits SiteCreated, SiteChanged, SiteRemoved {
    SiteId siteId();
}
