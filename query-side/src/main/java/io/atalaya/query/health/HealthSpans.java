package io.atalaya.query.health;

import io.atalaya.contract.alert.Severity;
import io.atalaya.contract.asset.AssetId;
import io.atalaya.contract.device.DeviceId;
import io.atalaya.kernel.TenantId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The spans in their table. Whatever is written, an event that is handled again finds it written and changes nothing. */
@Component
class HealthSpans {
    private static final String INSERT =
            "insert into health_span (source_id, kind, began_position, tenant_id, device_id,"
                    + " asset_id, severity, began_at)";

    private final JdbcClient jdbc;

    HealthSpans(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void begin(
            Span.Kind kind,
            UUID sourceId,
            TenantId tenantId,
            @Nullable DeviceId deviceId,
            @Nullable AssetId assetId,
            @Nullable Severity severity,
            Instant at,
            long position) {
        jdbc.sql(INSERT + " values (:source, :kind, :position, :tenant, :device, :asset, :severity, :at)"
                        + " on conflict do nothing")
                .param("source", sourceId)
                .param("kind", kind.name())
                .param("position", position)
                .param("tenant", tenantId.value())
                .param("device", deviceId == null ? null : deviceId.value())
                .param("asset", assetId == null ? null : assetId.value())
                .param("severity", severity == null ? null : severity.name())
                .param("at", at.atOffset(ZoneOffset.UTC))
                .update();
    }

    /** Of the same device or asset as the source's other kind, unless one of that kind lasts already. */
    void beginWithin(Span.Kind kind, Span.Kind other, UUID sourceId, Instant at, long position) {
        jdbc.sql(INSERT + " select source_id, :kind, :position, tenant_id, device_id, asset_id, severity, :at"
                        + " from health_span outer_span where source_id = :source and kind = :other"
                        + " and not exists (select 1 from health_span lasting where lasting.source_id = :source"
                        + " and lasting.kind = :kind and lasting.began_position <= :position"
                        + " and (lasting.ended_position is null or lasting.ended_position > :position))"
                        + " on conflict do nothing")
                .param("source", sourceId)
                .param("kind", kind.name())
                .param("other", other.name())
                .param("position", position)
                .param("at", at.atOffset(ZoneOffset.UTC))
                .update();
    }

    /** Ends the one of that kind that lasts, if any does. */
    void end(Span.Kind kind, UUID sourceId, Instant at, long position) {
        jdbc.sql("update health_span set ended_at = greatest(:at, began_at), ended_position = :position"
                        + " where source_id = :source and kind = :kind and began_position <= :position"
                        + " and ended_position is null")
                .param("source", sourceId)
                .param("kind", kind.name())
                .param("position", position)
                .param("at", at.atOffset(ZoneOffset.UTC))
                .update();
    }

    void clear() {
        jdbc.sql("truncate health_span").update();
    }

    /**
     * All that count in some moment between these two, oldest first.
     *
     * @param assetId whose own tickets count too; {@code null} for none
     */
    List<Span> between(
            TenantId tenantId, Collection<DeviceId> devices, @Nullable AssetId assetId, Instant from, Instant to) {
        return jdbc.sql(
                        "select kind, source_id, device_id, severity, began_at, ended_at, began_position, ended_position"
                                + " from health_span where tenant_id = :tenant and kind <> 'TICKET'"
                                + " and (device_id = any(:devices) or asset_id = :asset::uuid)"
                                + " and began_at < :to and (ended_at is null or ended_at > :from) order by began_position")
                .param("tenant", tenantId.value())
                .param("devices", devices.stream().map(DeviceId::value).toArray(UUID[]::new))
                .param("asset", assetId == null ? null : assetId.value())
                .param("from", from.atOffset(ZoneOffset.UTC))
                .param("to", to.atOffset(ZoneOffset.UTC))
                .query(HealthSpans::span)
                .list();
    }

    private static Span span(ResultSet row, int number) throws SQLException {
        String severity = row.getString("severity");
        OffsetDateTime ended = row.getObject("ended_at", OffsetDateTime.class);
        return new Span(
                Span.Kind.valueOf(row.getString("kind")),
                row.getObject("source_id", UUID.class),
                row.getObject("device_id", UUID.class),
                severity == null ? null : Severity.valueOf(severity),
                row.getObject("began_at", OffsetDateTime.class).toInstant(),
                ended == null ? null : ended.toInstant(),
                row.getLong("began_position"),
                row.getObject("ended_position", Long.class));
    }
}
