package io.atalaya.command.servicelevel;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.atalaya.contract.servicelevel.ServiceLevels;
import io.atalaya.contract.tenant.event.TenantServiceLevelsChanged;
import io.atalaya.kernel.TenantId;
import io.atalaya.kernel.json.EventJson;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Every version of each tenant's service levels: what runs already is measured by those that it began with. Written in
 * the transaction of the command that changes them, so that the next command sees them.
 */
@Component
@ProcessingGroup(ServiceLevelBook.PROCESSING_GROUP)
public class ServiceLevelBook {
    public static final String PROCESSING_GROUP = "service-levels";
    private static final ObjectMapper JSON = EventJson.mapper();

    private final JdbcClient jdbc;

    ServiceLevelBook(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** What holds for time that begins to run now. */
    public ServiceTerms current(TenantId tenantId) {
        return jdbc.sql("select version, levels from service_level where tenant_id = :tenant"
                        + " order by version desc limit 1")
                .param("tenant", tenantId.value())
                .query(ServiceLevelBook::terms)
                .optional()
                .orElse(ServiceTerms.STANDARD);
    }

    /** What held for time that began to run under this version. */
    public ServiceTerms version(TenantId tenantId, int version) {
        return version == 0
                ? ServiceTerms.STANDARD
                : jdbc.sql("select version, levels from service_level where tenant_id = :tenant and version = :version")
                        .param("tenant", tenantId.value())
                        .param("version", version)
                        .query(ServiceLevelBook::terms)
                        .single();
    }

    @EventHandler
    void on(TenantServiceLevelsChanged event) throws JsonProcessingException {
        jdbc.sql("insert into service_level (tenant_id, version, levels)"
                        + " values (:tenant, :version, cast(:levels as jsonb)) on conflict do nothing")
                .param("tenant", event.tenantId().value())
                .param("version", event.version())
                .param("levels", JSON.writeValueAsString(event.levels()))
                .update();
    }

    private static ServiceTerms terms(ResultSet row, int number) throws SQLException {
        try {
            return new ServiceTerms(
                    row.getInt("version"), JSON.readValue(row.getString("levels"), ServiceLevels.class));
        } catch (JsonProcessingException unreadable) {
            throw new SQLException("Service levels are stored that cannot be read", unreadable);
        }
    }
}
