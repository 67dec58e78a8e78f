package io.atalaya.app.security;

import io.atalaya.command.tenant.Membership;
import io.atalaya.command.tenant.Memberships;
import io.atalaya.contract.identity.UserId;
import io.atalaya.kernel.TenantId;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.AbstractAuthenticationToken;

/** A request that an access token has vouched for. */
public final class UserAuthentication extends AbstractAuthenticationToken {
    private final transient UserId userId;
    private final transient @Nullable List<Membership> claimed;

    /** @param claimed the memberships that the token itself gives; {@code null} if it gives none */
    UserAuthentication(UserId userId, @Nullable List<Membership> claimed) {
        super(List.of());
        this.userId = userId;
        this.claimed = claimed;
        setAuthenticated(true);
    }

    public UserId userId() {
        return userId;
    }

    /** @param named the tenant that the request names, if any */
    public List<Membership> memberships(Memberships stored, @Nullable TenantId named) {
        return claimed != null ? claimed : stored.of(userId, named);
    }

    @Override
    public Object getPrincipal() {
        return userId.toString();
    }

    @Override
    public String getCredentials() {
        return "";
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof UserAuthentication that
                && userId.equals(that.userId)
                && Objects.equals(claimed, that.claimed);
    }

    @Override
    public int hashCode() {
        return userId.hashCode();
    }
}
