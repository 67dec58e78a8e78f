package io.atalaya.command.ticket;

import io.atalaya.kernel.TenantId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Numbers tickets within a tenant: 1, 2, 3, …, without holes. The counter is part of the command's transaction, so a
 * number is used exactly if its ticket is stored.
 */
@Component
class TicketNumbers {
    private final JdbcClient jdbc;

    TicketNumbers(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    long next(TenantId tenantId) {
        return jdbc.sql("insert into ticket_number (tenant_id, last) values (:tenant, 1)"
                        + " on conflict (tenant_id) do update set last = ticket_number.last + 1 returning last")
                .param("tenant", tenantId.value())
                .query(Long.class)
                .single();
    }
}
