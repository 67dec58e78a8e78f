package io.atalaya.app.security;

import io.atalaya.command.identity.AuthenticatedKey;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.AbstractAuthenticationToken;

/** A request that an API key has vouched for. */
public final class ApiKeyAuthentication extends AbstractAuthenticationToken {
    private final transient AuthenticatedKey key;

    ApiKeyAuthentication(AuthenticatedKey key) {
        super(List.of());
        this.key = key;
        setAuthenticated(true);
    }

    public AuthenticatedKey key() {
        return key;
    }

    @Override
    public Object getPrincipal() {
        return key.id().toString();
    }

    @Override
    public String getCredentials() {
        return "";
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof ApiKeyAuthentication that && key.equals(that.key);
    }

    @Override
    public int hashCode() {
        return key.hashCode();
    }
}
