package io.atalaya.query.sites;

import io.atalaya.contract.site.SiteId;
import org.jspecify.annotations.Nullable;

/** Site, as clients see it. */
public record SiteView(
        SiteId id,
        String name,
        @Nullable String address,
        @Nullable String timezone) {}
