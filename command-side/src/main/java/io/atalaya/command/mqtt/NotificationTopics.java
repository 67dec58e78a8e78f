package io.atalaya.command.mqtt;

import io.atalaya.contract.notification.MqttTarget;
import io.atalaya.kernel.Rejection;
import io.atalaya.kernel.access.Caller;
import io.atalaya.kernel.access.Permission;

/** The topics of a tenant's notifications, which keys of that tenant can subscribe to, with wildcards. */
final class NotificationTopics {
    private static final String ROOT = "atalaya/tenants/";

    private NotificationTopics() {}

    static boolean isOne(String filter) {
        return filter.startsWith(ROOT);
    }

    /** @throws Rejection unless the filter stays within the caller's tenant, and the caller may read all of it */
    static void requireReadable(String filter, Caller caller) {
        caller.require(Permission.READ_OPERATIONS);
        String prefix = MqttTarget.prefix(caller.tenantId());
        String levels = filter.startsWith(prefix) ? filter.substring(prefix.length()) : "";
        if (caller.deviceId() != null || levels.isEmpty() || !isWellFormed(levels)) {
            throw Rejection.of(Rejection.Code.FORBIDDEN, "Only the own tenant's notifications can be read");
        }
    }

    /** As MQTT 5 says in 4.7: {@code +} is one level, {@code #} all that follow and the one before. */
    static boolean matches(String filter, String topic) {
        String[] wanted = filter.split("/", -1);
        String[] levels = topic.split("/", -1);
        for (int index = 0; index < wanted.length; index++) {
            if (wanted[index].equals("#")) {
                return true;
            }
            if (index >= levels.length || !(wanted[index].equals("+") || wanted[index].equals(levels[index]))) {
                return false;
            }
        }
        return wanted.length == levels.length;
    }

    private static boolean isWellFormed(String levels) {
        int many = levels.indexOf('#');
        boolean manyIsLast = many < 0 || levels.equals("#") || levels.endsWith("/#") && many == levels.length() - 1;
        for (String level : levels.split("/", -1)) {
            if (level.indexOf('+') >= 0 && !level.equals("+")) {
                return false;
            }
        }
        return manyIsLast;
    }
}
