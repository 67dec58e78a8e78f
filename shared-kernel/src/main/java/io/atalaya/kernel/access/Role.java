package io.atalaya.kernel.access;

import static io.atalaya.kernel.access.Permission.*;

import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;

/** The eight roles and what each may do. This table is the only place that says so. */
public enum Role {
    /** Platform staff: everything, on every tenant. */
    ADMIN(EnumSet.allOf(Permission.class)),
    /** The customer: everything in the tenant, members and API keys included. */
    OWNER(EnumSet.complementOf(EnumSet.of(MANAGE_TENANTS, OPERATE_PLATFORM, ERASE_USERS))),
    ENGINEER(EnumSet.of(
            READ_OPERATIONS, READ_DASHBOARDS, MANAGE_DEVICES, MANAGE_RULES, MANAGE_NOTIFICATIONS, READ_NOTIFICATIONS)),
    TECHNICIAN(EnumSet.of(READ_OPERATIONS, READ_DASHBOARDS, OPEN_TICKETS, WORK_ON_TICKETS)),
    OPERATOR(EnumSet.of(READ_OPERATIONS, READ_DASHBOARDS, HANDLE_ALERTS, OPEN_TICKETS)),
    VIEWER(EnumSet.of(READ_DASHBOARDS)),
    AUDITOR(EnumSet.of(READ_OPERATIONS, READ_DASHBOARDS, READ_AUDIT, READ_ACCESS, READ_NOTIFICATIONS)),
    /** An API key in a device: telemetry of that device only. */
    DEVICE(EnumSet.of(SEND_TELEMETRY));

    private final Set<Permission> permissions;

    Role(EnumSet<Permission> permissions) {
        this.permissions = Collections.unmodifiableSet(permissions);
    }

    public boolean may(Permission permission) {
        return permissions.contains(permission);
    }

    public Set<Permission> permissions() {
        return permissions;
    }
}
