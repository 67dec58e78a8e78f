package io.atalaya.command.mqtt;

import io.atalaya.command.identity.ApiKeys;
import io.atalaya.command.identity.AuthenticatedKey;
import io.atalaya.command.identity.CredentialLimits;
import io.atalaya.command.limit.Balance;
import io.atalaya.kernel.Rejection;
import io.atalaya.kernel.access.Permission;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Decides who may connect: the same keys and the same limits as over HTTP. */
@Component
class Gate {
    private final ApiKeys keys;
    private final CredentialLimits limits;

    Gate(ApiKeys keys, CredentialLimits limits) {
        this.keys = keys;
        this.limits = limits;
    }

    /**
     * @param text the key as it was shown, if there was one
     * @param ip the remote address
     * @throws Rejection if the key is not valid or may not send telemetry, or too many invalid ones came from there
     */
    AuthenticatedKey admit(@Nullable String text, String ip) {
        Optional<AuthenticatedKey> key = text == null ? Optional.empty() : keys.authenticate(text);
        if (key.isEmpty()) {
            Balance balance = limits.ofAddress(ip);
            throw balance.granted()
                    ? Rejection.of(Rejection.Code.CREDENTIALS_INVALID, "The API key is not valid")
                    : balance.refusal();
        }
        key.get().caller(ip).require(Permission.SEND_TELEMETRY);
        return key.get();
    }

    /** Takes one publish off what the key may send. */
    Balance take(AuthenticatedKey key) {
        return limits.ofKey(key);
    }
}
