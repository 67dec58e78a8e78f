package io.atalaya.app.security;

import io.atalaya.command.identity.AuthenticatedKey;
import io.atalaya.command.limit.Allowance;
import io.atalaya.command.limit.Balance;
import io.atalaya.command.limit.Buckets;
import io.atalaya.command.limit.LimitSettings;
import io.atalaya.command.limit.RemoteNetwork;
import io.atalaya.contract.identity.ApiKeyId;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.time.Duration;
import org.springframework.stereotype.Component;

/** Counts requests by whom they come from: a user, an API key, or else an address. */
@Component
public final class RequestLimits {
    static final String BALANCE_HEADER = "RateLimit";
    static final String POLICY_HEADER = "RateLimit-Policy";

    /** The period of a limit that a key names itself. */
    private static final Duration OF_OWN_LIMIT = Duration.ofHours(1);

    private final Buckets<String> addresses;
    private final Buckets<String> users;
    private final Buckets<ApiKeyId> keys;

    RequestLimits(LimitSettings settings, Clock clock) {
        Duration ofAnyKey = settings.perKey().per();
        this.addresses = new Buckets<>("address", settings.perAddress(), clock, settings.maxTracked());
        this.users = new Buckets<>("user", settings.perUser(), clock, settings.maxTracked());
        this.keys = new Buckets<>(
                "key",
                settings.perKey(),
                ofAnyKey.compareTo(OF_OWN_LIMIT) > 0 ? ofAnyKey : OF_OWN_LIMIT,
                clock,
                settings.maxTracked());
    }

    Balance ofAddress(HttpServletRequest request) {
        return addresses.take(RemoteNetwork.of(request.getRemoteAddr()));
    }

    Balance ofUser(String userId) {
        return users.take(userId);
    }

    public Balance ofKey(AuthenticatedKey key) {
        Integer own = key.rateLimit();
        return own == null ? keys.take(key.id()) : keys.take(key.id(), new Allowance(own, OF_OWN_LIMIT));
    }

    /** A request that was counted by its address is the user's after all, if the user has any left. */
    void moveToUser(HttpServletRequest request, String userId) {
        if (users.take(userId).granted()) {
            addresses.giveBack(RemoteNetwork.of(request.getRemoteAddr()));
        }
    }

    public static void tell(Balance balance, HttpServletResponse response) {
        response.setHeader(POLICY_HEADER, balance.policy().field());
        response.setHeader(BALANCE_HEADER, balance.field());
    }
}
