package io.atalaya.command.identity;

import java.time.Clock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Forgets accounts that nobody verified, and codes and refresh tokens whose time is over: none of them opens anything. */
@Component
public class IdentityPurge {
    private static final Logger log = LoggerFactory.getLogger(IdentityPurge.class);

    private final Accounts accounts;
    private final RefreshTokens refreshTokens;
    private final OneTimeCodes codes;
    private final AccountSettings settings;
    private final Clock clock;

    IdentityPurge(
            Accounts accounts, RefreshTokens refreshTokens, OneTimeCodes codes, AccountSettings settings, Clock clock) {
        this.accounts = accounts;
        this.refreshTokens = refreshTokens;
        this.codes = codes;
        this.settings = settings;
        this.clock = clock;
    }

    public void run() {
        int unverified = accounts.forgetUnverified(clock.instant().minus(settings.keepUnverified()));
        int tokens = refreshTokens.forgetExpired();
        int expiredCodes = codes.forgetExpired();
        log.debug("Forgot {} unverified accounts, {} refresh tokens, {} codes", unverified, tokens, expiredCodes);
    }
}
