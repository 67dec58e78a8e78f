package io.atalaya.query.rules;

import io.atalaya.query.ReadModels;
import java.util.List;
import java.util.UUID;
import org.springframework.data.jpa.domain.Specification;

interface RuleRows extends ReadModels<RuleRow> {
    /** Rules for all of the tenant's devices, or all of a type, hold everywhere. */
    @Override
    default Specification<RuleRow> standingOn(List<UUID> siteIds) {
        return (row, sql, is) ->
                is.or(is.isTrue(row.get("tenantWide")), row.get("siteId").in(siteIds));
    }
}
