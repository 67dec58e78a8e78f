package io.atalaya.command.identity;

import io.atalaya.command.limit.Allowance;
import io.atalaya.command.limit.Balance;
import io.atalaya.command.limit.Buckets;
import io.atalaya.command.limit.LimitSettings;
import io.atalaya.command.limit.RemoteNetwork;
import io.atalaya.contract.identity.ApiKeyId;
import java.time.Clock;
import java.time.Duration;
import org.springframework.stereotype.Component;

/**
 * What an API key may ask for, and an address that shows no valid credential: together over all ways in, so that nobody
 * gets more by taking several.
 */
@Component
public class CredentialLimits {
    /** The period of a limit that a key names itself. */
    private static final Duration OF_OWN_LIMIT = Duration.ofHours(1);

    private final Buckets<String> addresses;
    private final Buckets<ApiKeyId> keys;

    public CredentialLimits(LimitSettings settings, Clock clock) {
        Duration ofAnyKey = settings.perKey().per();
        this.addresses = new Buckets<>("address", settings.perAddress(), clock, settings.maxTracked());
        this.keys = new Buckets<>(
                "key",
                settings.perKey(),
                ofAnyKey.compareTo(OF_OWN_LIMIT) > 0 ? ofAnyKey : OF_OWN_LIMIT,
                clock,
                settings.maxTracked());
    }

    /** @param ip the remote address */
    public Balance ofAddress(String ip) {
        return addresses.take(RemoteNetwork.of(ip));
    }

    /** Undoes an {@link #ofAddress} that was granted. */
    public void giveBackToAddress(String ip) {
        addresses.giveBack(RemoteNetwork.of(ip));
    }

    public Balance ofKey(AuthenticatedKey key) {
        Integer own = key.rateLimit();
        return own == null ? keys.take(key.id()) : keys.take(key.id(), new Allowance(own, OF_OWN_LIMIT));
    }
}
