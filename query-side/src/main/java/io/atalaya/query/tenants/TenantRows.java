package io.atalaya.query.tenants;

import io.atalaya.kernel.Platform;
import io.atalaya.kernel.Query;
import io.atalaya.query.ReadModels;
import org.springframework.data.jpa.domain.Specification;

interface TenantRows extends ReadModels<TenantRow> {
    /** Tenants are the platform's, whoever asks for one. */
    @Override
    default Specification<TenantRow> visibleTo(Query query) {
        return (row, sql, is) -> is.equal(row.get("tenantId"), Platform.TENANT.value());
    }
}
