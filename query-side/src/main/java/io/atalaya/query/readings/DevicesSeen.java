package io.atalaya.query.readings;

import io.atalaya.contract.device.DeviceId;
import io.atalaya.contract.telemetry.event.ReadingsRecorded;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

/** The devices that a batch of reports comes from, each with its last report, as one array per column. */
final class DevicesSeen {
    static final String SELECT = " select * from unnest(?::uuid[], ?::uuid[], ?::timestamptz[])";

    private final Collection<ReadingsRecorded> lastReports;

    private DevicesSeen(Collection<ReadingsRecorded> lastReports) {
        this.lastReports = lastReports;
    }

    static DevicesSeen of(List<ReadingsRecorded> reports) {
        Map<DeviceId, ReadingsRecorded> last = new HashMap<>();
        reports.forEach(report -> last.merge(
                report.deviceId(),
                report,
                (before, after) -> after.receivedAt().isAfter(before.receivedAt()) ? after : before));
        // In a fixed order, so that two nodes wait for each other instead of deadlocking.
        Map<UUID, ReadingsRecorded> sorted = new TreeMap<>();
        last.forEach((device, report) -> sorted.put(device.value(), report));
        return new DevicesSeen(sorted.values());
    }

    PreparedStatement bind(Connection connection, String sql) throws SQLException {
        int size = lastReports.size();
        UUID[] devices = new UUID[size];
        UUID[] tenants = new UUID[size];
        String[] times = new String[size];
        int row = 0;
        for (ReadingsRecorded report : lastReports) {
            devices[row] = report.deviceId().value();
            tenants[row] = report.tenantId().value();
            times[row] = report.receivedAt().toString();
            row++;
        }
        PreparedStatement statement = connection.prepareStatement(sql);
        statement.setArray(1, connection.createArrayOf("uuid", devices));
        statement.setArray(2, connection.createArrayOf("uuid", tenants));
        statement.setArray(3, connection.createArrayOf("timestamptz", times));
        return statement;
    }
}
