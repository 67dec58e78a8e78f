package io.atalaya.query.dashboard;

import static io.atalaya.query.dashboard.SiteFilter.OWN;

import java.util.Map;
import java.util.TreeMap;
import org.axonframework.queryhandling.QueryHandler;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** A customer costs two statements; row-level security has each tenant asked for by itself. */
@Component
class CustomerQueries {
    private final JdbcClient jdbc;

    CustomerQueries(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @QueryHandler
    TechnicianView.Customer find(FindCustomer query) {
        Map<String, Long> byType = new TreeMap<>();
        SiteFilter.statement(
                        jdbc,
                        query,
                        "select type, count(*) as count from alert_view"
                                + " where status in ('ACTIVE', 'ACKNOWLEDGED') and" + OWN + " group by type")
                .query(row -> {
                    byType.put(row.getString("type"), row.getLong("count"));
                });
        return SiteFilter.statement(
                        jdbc,
                        query,
                        "select (select name from tenant_view where id = :tenant) as name,"
                                + " (select count(*) from asset_view where" + OWN + ") as cells,"
                                + " (select count(*) from ticket_view"
                                + " where status in ('NEW', 'ASSIGNED', 'IN_PROGRESS', 'ON_HOLD') and" + OWN
                                + ") as tickets, count(*) as devices,"
                                + " count(*) filter (where duty = 'IN_USE' and online) as online"
                                + " from device_view where duty <> 'RETIRED' and" + OWN)
                .query((row, number) -> new TechnicianView.Customer(
                        query.tenantId(),
                        String.valueOf(row.getString("name")),
                        row.getLong("cells"),
                        row.getLong("devices"),
                        row.getLong("online"),
                        byType.values().stream().mapToLong(Long::longValue).sum(),
                        row.getLong("tickets"),
                        byType))
                .single();
    }
}
