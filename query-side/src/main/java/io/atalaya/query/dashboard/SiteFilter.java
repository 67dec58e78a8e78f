package io.atalaya.query.dashboard;

import io.atalaya.contract.site.SiteId;
import io.atalaya.kernel.access.SiteScopedQuery;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A statement that is kept to the asker's tenant and sites. */
final class SiteFilter {
    /** Of rows with a column {@code tenant_id} and a column {@code site_id}. */
    static final String OWN = " tenant_id = :tenant and (:everywhere or site_id = any(:sites))";

    private SiteFilter() {}

    static JdbcClient.StatementSpec statement(JdbcClient jdbc, SiteScopedQuery query, String sql) {
        return jdbc.sql(sql)
                .param("tenant", query.tenantId().value())
                .param("everywhere", query.within().isNone())
                .param(
                        "sites",
                        query.within().siteIds().stream().map(SiteId::value).toArray(UUID[]::new));
    }
}
