package io.atalaya.app.security;

import io.atalaya.command.identity.AuthenticatedKey;
import io.atalaya.command.identity.CredentialLimits;
import io.atalaya.command.limit.Balance;
import io.atalaya.command.limit.Buckets;
import io.atalaya.command.limit.LimitSettings;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import org.springframework.stereotype.Component;

/** Counts requests by whom they come from: a user, an API key, or else an address. */
@Component
public final class RequestLimits {
    static final String BALANCE_HEADER = "RateLimit";
    static final String POLICY_HEADER = "RateLimit-Policy";

    private final CredentialLimits credentials;
    private final Buckets<String> users;

    RequestLimits(CredentialLimits credentials, LimitSettings settings, Clock clock) {
        this.credentials = credentials;
        this.users = new Buckets<>("user", settings.perUser(), clock, settings.maxTracked());
    }

    Balance ofAddress(HttpServletRequest request) {
        return credentials.ofAddress(request.getRemoteAddr());
    }

    Balance ofUser(String userId) {
        return users.take(userId);
    }

    public Balance ofKey(AuthenticatedKey key) {
        return credentials.ofKey(key);
    }

    /** A request that was counted by its address is the user's after all, if the user has any left. */
    void moveToUser(HttpServletRequest request, String userId) {
        if (users.take(userId).granted()) {
            credentials.giveBackToAddress(request.getRemoteAddr());
        }
    }

    public static void tell(Balance balance, HttpServletResponse response) {
        response.setHeader(POLICY_HEADER, balance.policy().field());
        response.setHeader(BALANCE_HEADER, balance.field());
    }
}
