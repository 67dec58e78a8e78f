package io.atalaya.alerting.notification;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.atalaya.contract.alert.AlertId;
import io.atalaya.contract.asset.AssetId;
import io.atalaya.contract.device.DeviceId;
import io.atalaya.contract.site.SiteId;
import io.atalaya.contract.ticket.TicketId;
import io.atalaya.kernel.TenantId;
import io.atalaya.kernel.json.EventJson;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The {@link Facts} of what people may be told about, written as the log is followed. */
@Component
class Subjects {
    private final JdbcClient jdbc;
    private final ObjectMapper json = EventJson.mapper();

    Subjects(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** @throws IllegalStateException if the log has not told of it */
    Facts.OfAlert alert(AlertId id) {
        return find(id.value(), Facts.OfAlert.class)
                .orElseThrow(() -> new IllegalStateException("Nothing is known of alert " + id));
    }

    /** @throws IllegalStateException if the log has not told of it */
    Facts.OfTicket ticket(TicketId id) {
        return find(id.value(), Facts.OfTicket.class)
                .orElseThrow(() -> new IllegalStateException("Nothing is known of ticket " + id));
    }

    /** Empty for an alert that is over. */
    Optional<Facts.OfAlert> openAlert(@Nullable AlertId id) {
        return id == null ? Optional.empty() : find(id.value(), Facts.OfAlert.class);
    }

    @Nullable
    String nameOf(@Nullable DeviceId id) {
        return id == null
                ? null
                : find(id.value(), Facts.OfDevice.class)
                        .map(Facts.OfDevice::name)
                        .orElse(null);
    }

    void put(TenantId tenantId, UUID id, Facts facts) {
        jdbc.sql("insert into notification_subject (id, tenant_id, facts) values (:id, :tenant, cast(:facts as jsonb))"
                        + " on conflict (id) do update set facts = excluded.facts")
                .param("id", id)
                .param("tenant", tenantId.value())
                .param("facts", write(facts))
                .update();
    }

    /** Nothing more will happen to it. */
    void forget(UUID id) {
        jdbc.sql("delete from notification_subject where id = :id")
                .param("id", id)
                .update();
    }

    /**
     * @return the site of the device that the news are about or, if it stands nowhere, of the asset, at present; {@code null}
     *     if that stands nowhere either, or they are about neither
     */
    @Nullable
    SiteId siteOf(TenantId tenantId, News news) {
        News.OfAlert alert = news.alert();
        News.OfTicket ticket = news.ticket();
        DeviceId device = alert != null ? alert.deviceId() : ticket == null ? null : ticket.deviceId();
        return siteOf(tenantId, device, ticket == null ? null : ticket.assetId());
    }

    private @Nullable SiteId siteOf(TenantId tenantId, @Nullable DeviceId deviceId, @Nullable AssetId assetId) {
        return jdbc.sql("select site_id from directory_entry where tenant_id = :tenant and site_id is not null"
                        + " and (kind = 'DEVICE' and id = :device::uuid or kind = 'ASSET' and id = :asset::uuid)"
                        + " order by kind desc limit 1")
                .param("tenant", tenantId.value())
                .param("device", deviceId == null ? null : deviceId.value())
                .param("asset", assetId == null ? null : assetId.value())
                .query(UUID.class)
                .optional()
                .map(SiteId::new)
                .orElse(null);
    }

    private <F extends Facts> Optional<F> find(UUID id, Class<F> kind) {
        return jdbc.sql("select facts from notification_subject where id = :id")
                .param("id", id)
                .query((row, number) -> kind.cast(read(row.getString("facts"))))
                .optional();
    }

    private String write(Facts facts) {
        try {
            return json.writerFor(Facts.class).writeValueAsString(facts);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("What is known of a subject cannot be written as JSON", impossible);
        }
    }

    private Facts read(String facts) {
        try {
            return json.readValue(facts, Facts.class);
        } catch (JsonProcessingException damaged) {
            throw new IllegalStateException("What is known of a subject cannot be read", damaged);
        }
    }
}
