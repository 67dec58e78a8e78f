package io.atalaya.command.idempotency;

import io.atalaya.contract.identity.UserId;
import io.atalaya.kernel.privacy.KeepsPersonalData;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The answers that are kept for clients that ask again. */
@Component
class KeptAnswers implements KeepsPersonalData {
    private final JdbcClient jdbc;
    private final IdempotencySettings settings;
    private final Clock clock;

    KeptAnswers(JdbcClient jdbc, IdempotencySettings settings, Clock clock) {
        this.jdbc = jdbc;
        this.settings = settings;
        this.clock = clock;
    }

    /**
     * Starts a request, unless another one has this key.
     *
     * @return {@code null} if the request may run now, else what is there
     */
    @Nullable
    Kept start(byte[] scope, byte[] fingerprint) {
        OffsetDateTime now = clock.instant().atOffset(ZoneOffset.UTC);
        int started = jdbc.sql("insert into idempotency (scope, fingerprint, started_at)"
                        + " values (:scope, :fingerprint, :now)"
                        + " on conflict (scope) do update set fingerprint = excluded.fingerprint,"
                        + " started_at = excluded.started_at, status = null, headers = null, body = null, person_id = null"
                        + " where idempotency.started_at < :expired"
                        + " or (idempotency.status is null and idempotency.started_at < :abandoned"
                        + " and idempotency.fingerprint = excluded.fingerprint)")
                .param("scope", scope)
                .param("fingerprint", fingerprint)
                .param("now", now)
                .param("expired", now.minus(settings.keepFor()))
                .param("abandoned", now.minus(settings.abandonedAfter()))
                .update();
        if (started == 1) {
            return null;
        }
        return jdbc.sql("select fingerprint, status, headers, body from idempotency where scope = :scope")
                .param("scope", scope)
                .query((row, number) -> new Kept(
                        row.getBytes("fingerprint"),
                        row.getObject("status", Integer.class),
                        row.getString("headers"),
                        row.getBytes("body")))
                .single();
    }

    /** @param person whom the answer is about, if it says who they are */
    void finish(byte[] scope, int status, String headers, byte[] body, @Nullable UserId person) {
        jdbc.sql("update idempotency set status = :status, headers = :headers, body = :body, person_id = :person::uuid"
                        + " where scope = :scope")
                .param("status", status)
                .param("headers", headers)
                .param("body", body)
                .param("person", person == null ? null : person.value())
                .param("scope", scope)
                .update();
    }

    /** The request changed nothing, so it may be tried again under the same key. */
    void forget(byte[] scope) {
        jdbc.sql("delete from idempotency where scope = :scope and status is null")
                .param("scope", scope)
                .update();
    }

    @Override
    public void forget(Person person) {
        jdbc.sql("delete from idempotency where person_id = :person")
                .param("person", person.userId().value())
                .update();
    }

    /** @return how many answers were older than they are kept */
    int purge() {
        return jdbc.sql("delete from idempotency where started_at < :expired")
                .param("expired", clock.instant().minus(settings.keepFor()).atOffset(ZoneOffset.UTC))
                .update();
    }

    /**
     * @param fingerprint of the request that came first
     * @param status {@code null} while that request is running
     */
    record Kept(
            byte[] fingerprint,
            @Nullable Integer status,
            @Nullable String headers,
            byte @Nullable [] body) {}
}
