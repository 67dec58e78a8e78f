package io.atalaya.command.escalation;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.atalaya.contract.escalation.EscalationPolicy;
import io.atalaya.contract.tenant.event.TenantEscalationPolicyChanged;
import io.atalaya.kernel.TenantId;
import io.atalaya.kernel.json.EventJson;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Each tenant's present escalation policy. Written in the transaction of the command that changes it, so that the next
 * command sees it.
 */
@Component
@ProcessingGroup(EscalationBook.PROCESSING_GROUP)
public class EscalationBook {
    public static final String PROCESSING_GROUP = "escalation-policies";
    private static final ObjectMapper JSON = EventJson.mapper();

    private final JdbcClient jdbc;
    private final EscalationPolicy standard;

    EscalationBook(JdbcClient jdbc, EscalationSettings settings) {
        this.jdbc = jdbc;
        this.standard = settings.standard();
    }

    public EscalationPolicy of(TenantId tenantId) {
        return jdbc.sql("select policy from escalation_policy where tenant_id = :tenant")
                .param("tenant", tenantId.value())
                .query(EscalationBook::policy)
                .optional()
                .orElse(standard);
    }

    @EventHandler
    void on(TenantEscalationPolicyChanged event) throws JsonProcessingException {
        jdbc.sql("insert into escalation_policy (tenant_id, policy) values (:tenant, cast(:policy as jsonb))"
                        + " on conflict (tenant_id) do update set policy = excluded.policy")
                .param("tenant", event.tenantId().value())
                .param("policy", JSON.writeValueAsString(event.policy()))
                .update();
    }

    private static EscalationPolicy policy(ResultSet row, int number) throws SQLException {
        try {
            return JSON.readValue(row.getString("policy"), EscalationPolicy.class);
        } catch (JsonProcessingException unreadable) {
            throw new SQLException("An escalation policy is stored that cannot be read", unreadable);
        }
    }
}
