package io.atalaya.app.docs;

import io.atalaya.app.security.OpenPaths;
import io.atalaya.kernel.access.KeyAccess;
import io.atalaya.kernel.access.Permission;
import io.atalaya.kernel.access.RequiresPermission;
import io.atalaya.kernel.access.Role;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Writes docs/access.md. */
final class AccessTable {
    private static final String HEAD = """
            # Access

            Who may do what. Generated from the code by `AccessTableTest`, which fails if the code and this file differ. Change
            the code, then run
            `./mvnw test -pl docker/app -am -Dtest=AccessTableTest -Dsurefire.failIfNoSpecifiedTests=false -Daccess.update=true`
            and look at the difference.

            ## Roles and API keys

            A person has a role in each tenant. An API key has READ, WRITE or both; one that belongs to a device has WRITE, for
            that device alone (`DEVICE`).

            """;

    private static final String MESSAGES = """

            ## Commands and queries

            Every command and query needs one permission, whichever way it comes in. *system* means that only Atalaya itself
            may send it.

            | message | permission |
            |---|---|
            """;

    private static final String ROUTES = """

            ## Routes

            What a route needs is what the commands and queries need that it sends. *none* needs no credential; *log in*
            needs one and nothing more, since it is about the own account.

            | route | permission |
            |---|---|
            """;

    private AccessTable() {}

    static String write(Collection<Class<?>> messages) {
        StringBuilder text = new StringBuilder(HEAD);
        text.append(Stream.concat(
                        Arrays.stream(Role.values()).map(Role::name),
                        Arrays.stream(KeyAccess.values()).map(access -> "key: " + access))
                .collect(Collectors.joining(" | ", "| permission | ", " |\n")));
        text.append("|---".repeat(1 + Role.values().length + KeyAccess.values().length))
                .append("|\n");
        for (Permission permission : Permission.values()) {
            text.append(Stream.concat(
                            Arrays.stream(Role.values()).map(Role::permissions),
                            Arrays.stream(KeyAccess.values()).map(KeyAccess::permissions))
                    .map(allowed -> mark(allowed, permission))
                    .collect(Collectors.joining(" | ", "| `" + permission + "` | ", " |\n")));
        }
        text.append(MESSAGES);
        messages.stream()
                .sorted(Comparator.comparing(AccessTable::permission).thenComparing(Class::getSimpleName))
                .forEach(message ->
                        text.append("| `" + message.getSimpleName() + "` | " + permission(message) + " |\n"));
        text.append(ROUTES);
        Routes.permissions()
                .forEach((route, needed) -> text.append("| `" + route + "` | " + needs(route, needed) + " |\n"));
        return text.toString();
    }

    private static String needs(String route, Set<Permission> needed) {
        if (OpenPaths.OF_API.contains(route.substring(route.indexOf(' ') + 1))) {
            return "*none*";
        }
        return needed.isEmpty()
                ? "*log in*"
                : needed.stream().map(permission -> "`" + permission + "`").collect(Collectors.joining(", "));
    }

    private static String mark(Set<Permission> allowed, Permission permission) {
        return allowed.contains(permission) ? "x" : " ";
    }

    private static String permission(Class<?> message) {
        RequiresPermission required = Objects.requireNonNull(
                message.getAnnotation(RequiresPermission.class), () -> message + " names no permission");
        return required.systemOnly() ? "*system*" : "`" + required.value() + "`";
    }
}
