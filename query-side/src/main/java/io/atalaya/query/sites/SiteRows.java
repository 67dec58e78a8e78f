package io.atalaya.query.sites;

import io.atalaya.query.ReadModels;
import java.util.List;
import java.util.UUID;
import org.springframework.data.jpa.domain.Specification;

interface SiteRows extends ReadModels<SiteRow> {
    /** A site stands on itself. */
    @Override
    default Specification<SiteRow> standingOn(List<UUID> siteIds) {
        return (row, sql, is) -> row.get("id").in(siteIds);
    }
}
