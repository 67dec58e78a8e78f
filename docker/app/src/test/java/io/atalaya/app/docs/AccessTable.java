package io.atalaya.app.docs;

import io.atalaya.app.security.OpenPaths;
import io.atalaya.kernel.access.KeyAccess;
import io.atalaya.kernel.access.Permission;
import io.atalaya.kernel.access.RequiresPermission;
import io.atalaya.kernel.access.Role;
import io.atalaya.kernel.access.SiteScoped;
import io.atalaya.kernel.access.SiteScopedQuery;
import io.atalaya.kernel.access.TenantWide;
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

            A member who is limited to sites sees and changes only what stands there; the rest does not exist (404, or
            `reference_not_found` where a request names it). The last column says what each message means to such a member:

            - *theirs*: it is about what stands on the member's sites. Checked on both buses: a command reaches its handler
              only if all that it is about stands there, a query may ask within those sites only. A device or asset stands on
              the site that it names, an alert where its device stands, a ticket and a rule where their device or else their
              asset stands. What stands on no site is for members who are not limited. Rules for the whole tenant or a
              device type can be read but not created (403). Something new must name one of the member's sites: `siteId` of a
              device or asset, `deviceId` or `assetId` of a ticket (400 with that field).
            - *all*: it tells nothing of any site.
            - *none*: it concerns the tenant as a whole, and is refused (403).

            An `ADMIN`, `OWNER` or `AUDITOR` has all sites and cannot be limited: who may change memberships could lift its
            own limits, and an audit that leaves something out is none. An API key has its device, or all sites.

            | message | permission | limited to sites |
            |---|---|---|
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
                .forEach(message -> text.append("| `" + message.getSimpleName() + "` | " + permission(message) + " | "
                        + sites(message) + " |\n"));
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

    private static String sites(Class<?> message) {
        if (SiteScoped.class.isAssignableFrom(message) || SiteScopedQuery.class.isAssignableFrom(message)) {
            return "theirs";
        }
        TenantWide wide = message.getAnnotation(TenantWide.class);
        if (wide == null) {
            return "";
        }
        return wide.openToAll() ? "all" : "none";
    }

    private static String permission(Class<?> message) {
        RequiresPermission required = Objects.requireNonNull(
                message.getAnnotation(RequiresPermission.class), () -> message + " names no permission");
        return required.systemOnly() ? "*system*" : "`" + required.value() + "`";
    }
}
