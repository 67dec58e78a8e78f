package io.atalaya.command.maintenance;

/** What happens to planned maintenance by itself when its moment comes. */
enum MaintenanceTimer {
    BEGIN,
    END
}
