package io.atalaya.query.audit;

import com.fasterxml.jackson.annotation.JsonRawValue;
import io.atalaya.kernel.TenantId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One fact of the domain log, as auditors see it.
 *
 * @param position in the domain log
 * @param id the event's own id
 * @param type the event's name, such as AlertRaised
 * @param at when it was recorded, by the server's clock
 * @param happenedAt when it happened, as the event itself says; else as {@code at}
 * @param correlationId what started it all
 * @param causationId the command that it is the outcome of
 * @param triggerId the event or report upon which Atalaya sent that command; {@code null} if somebody asked for it
 * @param ip where the request came from; {@code null} for what the system did by itself
 * @param payload the event as it was stored, a JSON object; what it says of people in plain text, or that they were erased
 * @param hash the event's link in the tenant's chain, in hex: SHA-256 over the link before and all of this event
 */
public record AuditEventView(
        long position,
        String id,
        String type,
        String aggregateType,
        String aggregateId,
        TenantId tenantId,
        AuditActor actor,
        Instant at,
        Instant happenedAt,
        @Nullable String correlationId,
        @Nullable String causationId,
        @Nullable String triggerId,
        @Nullable String ip,
        @JsonRawValue String payload,
        String hash) {

    /**
     * Who did it.
     *
     * @param type USER, API_KEY or SYSTEM
     * @param name a person's present name, or that they were erased; {@code null} where there is none
     */
    public record AuditActor(
            String type, String id, @Nullable String name) {}
}
