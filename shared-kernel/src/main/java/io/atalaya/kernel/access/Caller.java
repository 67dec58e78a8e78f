package io.atalaya.kernel.access;

import io.atalaya.contract.device.DeviceId;
import io.atalaya.contract.identity.UserId;
import io.atalaya.contract.site.SiteId;
import io.atalaya.kernel.Actor;
import io.atalaya.kernel.MetadataKeys;
import io.atalaya.kernel.Rejection;
import io.atalaya.kernel.TenantId;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Who is asking, on behalf of which tenant. The tenant always comes from the credential.
 *
 * @param siteIds the sites that the caller is limited to; empty means all
 * @param keyAccess what an API key may do, which counts instead of its role; {@code null} for people
 * @param deviceId the only device that the caller may speak for; {@code null} for people and tenant-wide keys
 * @param ip the remote address; {@code null} where there is none
 */
public record Caller(
        TenantId tenantId,
        Actor actor,
        Role role,
        Set<SiteId> siteIds,
        @Nullable Set<KeyAccess> keyAccess,
        @Nullable DeviceId deviceId,
        @Nullable String ip) {

    /** An API key; its role is {@link Role#DEVICE}, but it may do what its access says. */
    public static Caller ofKey(
            TenantId tenantId, Actor actor, Set<KeyAccess> access, @Nullable DeviceId deviceId, @Nullable String ip) {
        return new Caller(tenantId, actor, Role.DEVICE, Set.of(), access, deviceId, ip);
    }

    /** A caller who is limited to no site. */
    public Caller(TenantId tenantId, Actor actor, Role role, @Nullable DeviceId deviceId, @Nullable String ip) {
        this(tenantId, actor, role, Set.of(), null, deviceId, ip);
    }

    public void require(Permission permission) {
        Set<Permission> allowed = keyAccess == null ? role.permissions() : KeyAccess.permissions(keyAccess);
        if (!allowed.contains(permission)) {
            String who = keyAccess == null ? "The role " + role : "The API key";
            throw Rejection.of(Rejection.Code.FORBIDDEN, who + " does not include the permission " + permission);
        }
    }

    /** @throws Rejection if the caller is limited to other sites: for it, this one does not exist */
    public void requireSite(SiteId siteId) {
        if (!within().allows(siteId)) {
            throw Rejection.notFound("Site");
        }
    }

    /** Where the caller may look. */
    public SiteLimit within() {
        return new SiteLimit(siteIds);
    }

    /** @throws Rejection if the caller is not a person */
    public UserId userId() {
        if (actor.type() != Actor.Type.USER) {
            throw Rejection.of(Rejection.Code.FORBIDDEN, "Only a person can do this");
        }
        return UserId.of(actor.id());
    }

    /** What to put beside each message that this caller causes. */
    public Map<String, Object> metadata() {
        Map<String, Object> metadata = new HashMap<>();
        metadata.put(MetadataKeys.TENANT_ID, tenantId.toString());
        metadata.put(MetadataKeys.ACTOR_TYPE, actor.type().name());
        metadata.put(MetadataKeys.ACTOR_ID, actor.id());
        metadata.put(MetadataKeys.ROLE, role.name());
        metadata.put(MetadataKeys.SITES, within().text());
        if (keyAccess != null) {
            metadata.put(MetadataKeys.KEY_ACCESS, KeyAccess.names(keyAccess));
        }
        if (ip != null) {
            metadata.put(MetadataKeys.IP, ip);
        }
        return metadata;
    }
}
