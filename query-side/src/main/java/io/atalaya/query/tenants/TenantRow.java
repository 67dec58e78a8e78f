package io.atalaya.query.tenants;

import io.atalaya.contract.tenant.event.TenantCreated;
import io.atalaya.contract.tenant.event.TenantRenamed;
import io.atalaya.kernel.Platform;
import io.atalaya.kernel.TenantId;
import io.atalaya.query.ReadModel;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;

@Entity
@Table(name = "tenant_view")
class TenantRow extends ReadModel {
    @Column(name = "name")
    private String name;

    @SuppressWarnings("NullAway.Init")
    protected TenantRow() {}

    TenantRow(TenantCreated event, long position) {
        super(event.tenantId().value(), Platform.TENANT, position);
        name = event.name();
    }

    void rename(TenantRenamed event) {
        name = event.name();
    }

    TenantView view() {
        return new TenantView(new TenantId(id()), name);
    }
}
