package io.atalaya.query.dashboard.web;

import io.atalaya.kernel.access.Caller;
import io.atalaya.kernel.access.ServedTenants;
import io.atalaya.query.Queries;
import io.atalaya.query.alerts.AlertProjection;
import io.atalaya.query.consistency.ReadsFrom;
import io.atalaya.query.dashboard.DashboardStatsView;
import io.atalaya.query.dashboard.FindCustomer;
import io.atalaya.query.dashboard.FindDashboardStats;
import io.atalaya.query.dashboard.TechnicianView;
import java.util.List;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Reads dashboards. */
@RestController
@RequestMapping("/api/v1/dashboard")
@ReadsFrom(AlertProjection.PROCESSING_GROUP)
class DashboardEndpoint {
    private final Queries queries;

    DashboardEndpoint(Queries queries) {
        this.queries = queries;
    }

    /** Devices, alerts and tickets in figures. */
    @GetMapping("/stats")
    DashboardStatsView stats(Caller caller) {
        return queries.ask(
                new FindDashboardStats(caller.tenantId(), caller.within()), DashboardStatsView.class, caller);
    }

    /** All tenants that the asker is a member of, or the one that X-Tenant-Id names. */
    @GetMapping("/technician")
    TechnicianView technician(ServedTenants served) {
        List<TechnicianView.Customer> customers = served.callers().stream()
                .map(caller -> queries.ask(
                        new FindCustomer(caller.tenantId(), caller.within()), TechnicianView.Customer.class, caller))
                .toList();
        return TechnicianView.of(customers);
    }
}
