package io.atalaya.command.logs;

import io.atalaya.command.device.DeviceDirectory;
import io.atalaya.contract.logs.LogLine;
import io.atalaya.contract.logs.command.StoreLogLines;
import io.atalaya.kernel.access.TenantScope;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.function.Function;
import org.axonframework.commandhandling.CommandHandler;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Keeps the lines of devices' logs. An upload is one statement, in the transaction of its command. */
@Component
public class DeviceLogs {
    private static final Logger log = LoggerFactory.getLogger(DeviceLogs.class);
    private static final int PURGED_AT_ONCE = 10_000;

    private final JdbcTemplate jdbc;
    private final TransactionTemplate transaction;
    private final DeviceDirectory devices;
    private final LogSettings settings;
    private final Clock clock;

    DeviceLogs(
            JdbcTemplate jdbc,
            TransactionTemplate transaction,
            DeviceDirectory devices,
            LogSettings settings,
            Clock clock) {
        this.jdbc = jdbc;
        this.transaction = transaction;
        this.devices = devices;
        this.settings = settings;
        this.clock = clock;
    }

    @CommandHandler
    Stored handle(StoreLogLines command) {
        devices.requireInUse(command.tenantId(), command.deviceId());
        List<LogLine> lines = command.lines();
        // The upload's name is claimed by the same statement; if it was taken, no line is written.
        int stored = jdbc.update(connection -> {
            var statement = connection.prepareStatement("with upload as (insert into device_log_upload"
                    + " (device_id, message_id, tenant_id, received_at)"
                    + " select ?::uuid, ?::text, ?::uuid, ?::timestamptz where ?::text is not null"
                    + " on conflict do nothing returning 1)"
                    + " insert into device_log (tenant_id, device_id, received_at, level, message, at)"
                    + " select ?::uuid, ?::uuid, ?::timestamptz, line.level, line.message, line.at"
                    + " from unnest(?::text[], ?::text[], ?::timestamptz[]) with ordinality"
                    + " as line (level, message, at, place)"
                    + " where ?::text is null or exists (select 1 from upload) order by line.place");
            String receivedAt = command.receivedAt().toString();
            statement.setObject(1, command.deviceId().value());
            statement.setString(2, command.messageId());
            statement.setObject(3, command.tenantId().value());
            statement.setString(4, receivedAt);
            statement.setString(5, command.messageId());
            statement.setObject(6, command.tenantId().value());
            statement.setObject(7, command.deviceId().value());
            statement.setString(8, receivedAt);
            statement.setArray(
                    9,
                    connection.createArrayOf(
                            "text", column(lines, line -> line.level().name())));
            statement.setArray(10, connection.createArrayOf("text", column(lines, LogLine::message)));
            statement.setArray(
                    11,
                    connection.createArrayOf(
                            "timestamptz", column(lines, line -> line.at().toString())));
            statement.setString(12, command.messageId());
            return statement;
        });
        return new Stored(stored, lines.size() - stored);
    }

    private static Object[] column(List<LogLine> lines, Function<LogLine, String> field) {
        return lines.stream().map(field).toArray();
    }

    /** Deletes what is older than it is kept, a part at a time, so that nobody waits for it. */
    @Scheduled(fixedDelayString = "PT10M", initialDelayString = "PT5M")
    public void purge() {
        Instant before = clock.instant().minus(settings.keepFor());
        int total = 0;
        int purged;
        do {
            purged = purge("device_log", before) + purge("device_log_upload", before);
            total += purged;
        } while (purged >= PURGED_AT_ONCE);
        log.debug("Purged {} lines and uploads of devices' logs", total);
    }

    private int purge(String table, Instant before) {
        return TenantScope.everyTenant(() -> transaction.execute(status -> delete(table, before)));
    }

    private int delete(String table, Instant before) {
        return jdbc.update(
                "delete from " + table + " where ctid = any(array(select ctid from " + table
                        + " where received_at < ? limit " + PURGED_AT_ONCE + "))",
                before.atOffset(ZoneOffset.UTC));
    }

    /**
     * @param accepted lines that were stored
     * @param duplicates lines whose upload had been stored before
     */
    public record Stored(int accepted, int duplicates) {}
}
