package io.atalaya.query.tenants;

import io.atalaya.contract.escalation.EscalationPolicy;
import io.atalaya.contract.servicelevel.ServiceLevels;
import io.atalaya.contract.tenant.event.TenantCreated;
import io.atalaya.contract.tenant.event.TenantEscalationPolicyChanged;
import io.atalaya.contract.tenant.event.TenantRenamed;
import io.atalaya.contract.tenant.event.TenantRetentionChanged;
import io.atalaya.contract.tenant.event.TenantServiceLevelsChanged;
import io.atalaya.kernel.Platform;
import io.atalaya.kernel.TenantId;
import io.atalaya.query.ReadModel;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;

@Entity
@Table(name = "tenant_view")
class TenantRow extends ReadModel {
    @Column(name = "name")
    private String name;

    @Column(name = "retention_days")
    private @Nullable Integer retentionDays;

    @Column(name = "service_levels")
    @JdbcTypeCode(SqlTypes.JSON)
    private @Nullable ServiceLevels serviceLevels;

    @Column(name = "escalation_policy")
    @JdbcTypeCode(SqlTypes.JSON)
    private @Nullable EscalationPolicy escalationPolicy;

    @SuppressWarnings("NullAway.Init")
    protected TenantRow() {}

    TenantRow(TenantCreated event, long position) {
        super(event.tenantId().value(), Platform.TENANT, position);
        name = event.name();
    }

    void rename(TenantRenamed event) {
        name = event.name();
    }

    void keepFor(TenantRetentionChanged event) {
        retentionDays = event.retentionDays();
    }

    void serve(TenantServiceLevelsChanged event) {
        serviceLevels = event.levels();
    }

    void tell(TenantEscalationPolicyChanged event) {
        escalationPolicy = event.policy();
    }

    EscalationPolicy escalationPolicy(TenantSettings settings) {
        return escalationPolicy == null ? settings.escalationPolicy() : escalationPolicy;
    }

    ServiceLevels serviceLevels() {
        return serviceLevels == null ? ServiceLevels.STANDARD : serviceLevels;
    }

    TenantView view(TenantSettings settings) {
        return new TenantView(
                new TenantId(id()), name, retentionDays == null ? settings.retentionDays() : retentionDays);
    }
}
