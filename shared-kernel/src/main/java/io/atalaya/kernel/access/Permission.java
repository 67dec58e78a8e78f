package io.atalaya.kernel.access;

/** What can be allowed. Commands and queries name theirs with {@link RequiresPermission}. */
public enum Permission {
    /** Create tenants and see all of them. */
    MANAGE_TENANTS,
    /** See how processors do, build read models anew, and decide about events that were put aside. */
    OPERATE_PLATFORM,
    /** Erase people who ask for it but cannot do it themselves. */
    ERASE_USERS,
    /**
     * Change the own tenant's name, how long its readings are kept, how fast its tickets are to be served, and who is
     * told of its alerts.
     */
    CHANGE_TENANT,
    /** Add, change and remove a tenant's members. */
    MANAGE_MEMBERS,
    /** Read who the members are and which API keys there are. */
    READ_ACCESS,
    /** Create, rotate and revoke API keys. */
    MANAGE_API_KEYS,
    /** Create and change sites and assets. */
    MANAGE_SITES,
    /** Register and change devices. */
    MANAGE_DEVICES,
    /** Create and change alert rules. */
    MANAGE_RULES,
    /** Add, change, test and remove notification channels, and try again what could not be delivered. */
    MANAGE_NOTIFICATIONS,
    /** Read which notification channels there are, and who was told what. */
    READ_NOTIFICATIONS,
    /** Acknowledge, shelve, assign, comment on and resolve alerts. */
    HANDLE_ALERTS,
    /** Open tickets, and add photos and documents to them. */
    OPEN_TICKETS,
    /** Everything else that can be done with tickets. */
    WORK_ON_TICKETS,
    SEND_TELEMETRY,
    /** Read devices, readings, rules, alerts and tickets. */
    READ_OPERATIONS,
    READ_DASHBOARDS,
    READ_AUDIT
}
