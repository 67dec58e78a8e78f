package io.atalaya.kernel.access;

import static io.atalaya.kernel.access.Permission.READ_DASHBOARDS;
import static io.atalaya.kernel.access.Permission.READ_OPERATIONS;
import static io.atalaya.kernel.access.Permission.SEND_TELEMETRY;

import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Collectors;

/** What an API key may do. A key has no {@link Role}'s permissions, only these. */
public enum KeyAccess {
    /** Read what the tenant's devices, readings, rules, alerts and tickets are. */
    READ(EnumSet.of(READ_OPERATIONS, READ_DASHBOARDS)),
    /** Send telemetry. */
    WRITE(EnumSet.of(SEND_TELEMETRY));

    private final Set<Permission> permissions;

    KeyAccess(EnumSet<Permission> permissions) {
        this.permissions = Collections.unmodifiableSet(permissions);
    }

    public Set<Permission> permissions() {
        return permissions;
    }

    /** As a list of names; {@link #named} reads it again. */
    public static String names(Collection<KeyAccess> accesses) {
        return accesses.stream().sorted().map(Enum::name).collect(Collectors.joining(","));
    }

    /** @throws IllegalArgumentException if a name is none of ours */
    public static Set<KeyAccess> named(String names) {
        return names.isEmpty()
                ? Set.of()
                : Arrays.stream(names.split(",")).map(KeyAccess::valueOf).collect(Collectors.toUnmodifiableSet());
    }

    /** All that these allow together. */
    public static Set<Permission> permissions(Collection<KeyAccess> accesses) {
        Set<Permission> all = EnumSet.noneOf(Permission.class);
        accesses.forEach(access -> all.addAll(access.permissions));
        return Collections.unmodifiableSet(all);
    }
}
