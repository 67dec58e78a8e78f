package io.atalaya.query.tenants;

import io.atalaya.contract.escalation.EscalationPolicy;
import io.atalaya.contract.servicelevel.ServiceLevels;
import io.atalaya.contract.tenant.event.TenantCreated;
import io.atalaya.contract.tenant.event.TenantEscalationPolicyChanged;
import io.atalaya.contract.tenant.event.TenantRenamed;
import io.atalaya.contract.tenant.event.TenantRetentionChanged;
import io.atalaya.contract.tenant.event.TenantServiceLevelsChanged;
import io.atalaya.kernel.Platform;
import io.atalaya.query.LogPosition;
import io.atalaya.query.Page;
import java.util.Map;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.ResetHandler;
import org.axonframework.queryhandling.QueryHandler;
import org.springframework.stereotype.Component;

/** Keeps the list of tenants. Its rows belong to the platform. */
@Component
@ProcessingGroup(TenantProjection.PROCESSING_GROUP)
public class TenantProjection {
    public static final String PROCESSING_GROUP = "tenants";

    private final TenantRows rows;
    private final TenantSettings settings;

    TenantProjection(TenantRows rows, TenantSettings settings) {
        this.rows = rows;
        this.settings = settings;
    }

    @EventHandler
    void on(TenantCreated event, EventMessage<TenantCreated> message) {
        if (!event.tenantId().equals(Platform.TENANT)) {
            rows.createOnce(event.tenantId().value(), () -> new TenantRow(event, LogPosition.of(message)));
        }
    }

    @EventHandler
    void on(TenantRenamed event) {
        if (!event.tenantId().equals(Platform.TENANT)) {
            rows.change(event.tenantId().value(), row -> row.rename(event));
        }
    }

    @EventHandler
    void on(TenantRetentionChanged event) {
        if (!event.tenantId().equals(Platform.TENANT)) {
            rows.change(event.tenantId().value(), row -> row.keepFor(event));
        }
    }

    @EventHandler
    void on(TenantServiceLevelsChanged event) {
        if (!event.tenantId().equals(Platform.TENANT)) {
            rows.change(event.tenantId().value(), row -> row.serve(event));
        }
    }

    @EventHandler
    void on(TenantEscalationPolicyChanged event) {
        if (!event.tenantId().equals(Platform.TENANT)) {
            rows.change(event.tenantId().value(), row -> row.tell(event));
        }
    }

    @ResetHandler
    void reset() {
        rows.deleteAllInBatch();
    }

    @QueryHandler
    Page<TenantView> find(FindTenants query) {
        return rows.list(query, Map.of(), null, query.listing(), row -> row.view(settings));
    }

    @QueryHandler
    TenantView find(FindTenant query) {
        return rows.require(query, query.tenantId().value(), "Tenant").view(settings);
    }

    @QueryHandler
    ServiceLevels find(FindServiceLevels query) {
        return rows.require(query, query.tenantId().value(), "Tenant").serviceLevels();
    }

    @QueryHandler
    EscalationPolicy find(FindEscalationPolicy query) {
        return rows.require(query, query.tenantId().value(), "Tenant").escalationPolicy(settings);
    }
}
