package io.atalaya.command.identity.oidc;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.atalaya.command.identity.OidcSettings;
import io.atalaya.command.tenant.Membership;
import io.atalaya.command.tenant.Memberships;
import io.atalaya.contract.identity.UserId;
import io.atalaya.contract.site.SiteId;
import io.atalaya.kernel.Platform;
import io.atalaya.kernel.Rejection;
import io.atalaya.kernel.TenantId;
import io.atalaya.kernel.access.Role;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Memberships as a claim lists them: {@code [{"tenantId": …, "role": …, "siteIds": […]}]}. An entry that makes no sense
 * gives nothing, and the others count: less access than was meant, never more.
 */
@Component
class ClaimedMemberships {
    private static final Logger log = LoggerFactory.getLogger(ClaimedMemberships.class);

    private final Memberships memberships;
    private final OidcSettings settings;
    /** What has been complained of, so that each request does not complain again. */
    private final Cache<String, Boolean> complaints = Caffeine.newBuilder()
            .maximumSize(10_000)
            .expireAfterWrite(Duration.ofMinutes(10))
            .build();

    ClaimedMemberships(Memberships memberships, OidcSettings settings) {
        this.memberships = memberships;
        this.settings = settings;
    }

    List<Membership> of(UserId userId, Object claim) {
        if (!(claim instanceof Collection<?> entries)) {
            complain(userId, "is not a list");
            return List.of();
        }
        List<Membership> sound = new ArrayList<>();
        Set<TenantId> named = new HashSet<>();
        for (Object entry : entries) {
            Membership membership = read(userId, entry);
            if (membership != null && named.add(membership.tenantId())) {
                sound.add(membership);
            } else if (membership != null) {
                complain(userId, "names a tenant twice; the first counts");
            }
        }
        Set<TenantId> existing = memberships.existing(named);
        if (existing.size() < named.size()) {
            complain(userId, "names a tenant that does not exist");
        }
        return sound.stream()
                .filter(membership -> existing.contains(membership.tenantId()))
                .toList();
    }

    private @Nullable Membership read(UserId userId, Object entry) {
        try {
            if (entry instanceof Map<?, ?> fields
                    && fields.get("tenantId") instanceof String tenantId
                    && fields.get("role") instanceof String role) {
                Membership membership =
                        new Membership(TenantId.of(tenantId), Role.valueOf(role), siteIds(fields.get("siteIds")));
                membership.requireFitting();
                if (membership.tenantId().equals(Platform.TENANT) && !settings.allowPlatformAdmin()) {
                    complain(userId, "names platform staff, which atalaya.oidc.allow-platform-admin does not allow");
                    return null;
                }
                return membership;
            }
            complain(userId, "has an entry without tenantId or role");
        } catch (IllegalArgumentException | Rejection malformed) {
            complain(userId, "has an entry that makes no sense: " + reason(malformed));
        }
        return null;
    }

    /** Without sites a membership is for all of them, so what cannot be read must not be taken for nothing. */
    private static Set<SiteId> siteIds(@Nullable Object siteIds) {
        return switch (siteIds) {
            case null -> Set.of();
            case Collection<?> ids ->
                ids.stream().map(id -> SiteId.of(String.valueOf(id))).collect(Collectors.toUnmodifiableSet());
            default -> throw new IllegalArgumentException("siteIds is not a list");
        };
    }

    /** The issuer signed it, but people may have chosen parts of it: nothing that ends a line gets into the log. */
    private static String reason(RuntimeException malformed) {
        return String.valueOf(malformed.getMessage()).replaceAll("\\p{Cntrl}", " ");
    }

    private void complain(UserId userId, String problem) {
        if (complaints.asMap().putIfAbsent(userId + problem, true) == null) {
            log.warn("The claim {} of user {} {}", settings.membershipsClaim(), userId, problem);
        }
    }
}
