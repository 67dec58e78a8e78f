package io.atalaya.kernel.access;

import static io.atalaya.kernel.access.Permission.CHANGE_TENANT;
import static io.atalaya.kernel.access.Permission.ERASE_USERS;
import static io.atalaya.kernel.access.Permission.HANDLE_ALERTS;
import static io.atalaya.kernel.access.Permission.MANAGE_API_KEYS;
import static io.atalaya.kernel.access.Permission.MANAGE_DEVICES;
import static io.atalaya.kernel.access.Permission.MANAGE_MEMBERS;
import static io.atalaya.kernel.access.Permission.MANAGE_NOTIFICATIONS;
import static io.atalaya.kernel.access.Permission.MANAGE_RULES;
import static io.atalaya.kernel.access.Permission.MANAGE_SITES;
import static io.atalaya.kernel.access.Permission.MANAGE_TENANTS;
import static io.atalaya.kernel.access.Permission.OPEN_TICKETS;
import static io.atalaya.kernel.access.Permission.OPERATE_PLATFORM;
import static io.atalaya.kernel.access.Permission.READ_ACCESS;
import static io.atalaya.kernel.access.Permission.READ_AUDIT;
import static io.atalaya.kernel.access.Permission.READ_DASHBOARDS;
import static io.atalaya.kernel.access.Permission.READ_NOTIFICATIONS;
import static io.atalaya.kernel.access.Permission.READ_OPERATIONS;
import static io.atalaya.kernel.access.Permission.SEND_TELEMETRY;
import static io.atalaya.kernel.access.Permission.WORK_ON_TICKETS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The table once more, written out: whoever changes a role changes it here too, and means it. */
class RoleTest {
    private static Set<Permission> allowed(Role role) {
        return switch (role) {
            case ADMIN ->
                Set.of(
                        MANAGE_TENANTS,
                        OPERATE_PLATFORM,
                        ERASE_USERS,
                        MANAGE_MEMBERS,
                        CHANGE_TENANT,
                        READ_ACCESS,
                        MANAGE_API_KEYS,
                        MANAGE_SITES,
                        MANAGE_DEVICES,
                        MANAGE_RULES,
                        MANAGE_NOTIFICATIONS,
                        READ_NOTIFICATIONS,
                        HANDLE_ALERTS,
                        OPEN_TICKETS,
                        WORK_ON_TICKETS,
                        SEND_TELEMETRY,
                        READ_OPERATIONS,
                        READ_DASHBOARDS,
                        READ_AUDIT);
            case OWNER ->
                Set.of(
                        MANAGE_MEMBERS,
                        CHANGE_TENANT,
                        READ_ACCESS,
                        MANAGE_API_KEYS,
                        MANAGE_SITES,
                        MANAGE_DEVICES,
                        MANAGE_RULES,
                        MANAGE_NOTIFICATIONS,
                        READ_NOTIFICATIONS,
                        HANDLE_ALERTS,
                        OPEN_TICKETS,
                        WORK_ON_TICKETS,
                        SEND_TELEMETRY,
                        READ_OPERATIONS,
                        READ_DASHBOARDS,
                        READ_AUDIT);
            case ENGINEER ->
                Set.of(
                        MANAGE_DEVICES,
                        MANAGE_RULES,
                        MANAGE_NOTIFICATIONS,
                        READ_NOTIFICATIONS,
                        READ_OPERATIONS,
                        READ_DASHBOARDS);
            case TECHNICIAN -> Set.of(OPEN_TICKETS, WORK_ON_TICKETS, READ_OPERATIONS, READ_DASHBOARDS);
            case OPERATOR -> Set.of(HANDLE_ALERTS, OPEN_TICKETS, READ_OPERATIONS, READ_DASHBOARDS);
            case VIEWER -> Set.of(READ_DASHBOARDS);
            case AUDITOR -> Set.of(READ_OPERATIONS, READ_DASHBOARDS, READ_AUDIT, READ_ACCESS, READ_NOTIFICATIONS);
            case DEVICE -> Set.of(SEND_TELEMETRY);
        };
    }

    @ParameterizedTest
    @EnumSource
    void mayDoExactlyWhatTheTableSays(Role role) {
        assertThat(role.permissions()).isEqualTo(allowed(role));
        for (Permission permission : Permission.values()) {
            assertThat(role.may(permission)).isEqualTo(allowed(role).contains(permission));
        }
    }

    @Test
    void nobodyCanAddToARole() {
        assertThatThrownBy(() -> Role.VIEWER.permissions().add(MANAGE_TENANTS))
                .isInstanceOf(UnsupportedOperationException.class);
    }
}
