package io.atalaya.alerting.evaluation;

import io.atalaya.kernel.TenantId;
import java.util.Collection;
import java.util.List;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/**
 * Keeps evaluation by a tenant's rules and changes of these rules apart, until the transaction ends: whoever evaluates
 * shares the tenant with others, a change has it alone. Rules are to be read after, not in the statement that waits, which
 * would see what was before. A change has no more than one tenant, so that nobody waits in a circle.
 */
@Component
class TenantLocks {
    private static final String SPACE = "hashtext('atalaya rules of a tenant')";

    private final JdbcTemplate jdbc;

    TenantLocks(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    void share(Collection<TenantId> tenants) {
        lock("pg_advisory_xact_lock_shared", tenants);
    }

    void takeAlone(TenantId tenant) {
        lock("pg_advisory_xact_lock", List.of(tenant));
    }

    private void lock(String function, Collection<TenantId> tenants) {
        jdbc.query(
                connection -> {
                    var statement = connection.prepareStatement(
                            "select " + function + "(" + SPACE + ", hashtext(tenant)) from unnest(?::text[]) tenant");
                    statement.setArray(
                            1,
                            connection.createArrayOf(
                                    "text",
                                    tenants.stream().map(TenantId::toString).toArray()));
                    return statement;
                },
                row -> {});
    }
}
