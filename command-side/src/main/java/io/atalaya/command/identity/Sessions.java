package io.atalaya.command.identity;

import io.atalaya.contract.identity.UserId;
import io.atalaya.kernel.Rejection;
import org.springframework.stereotype.Component;

/** Logging in, staying logged in, logging out. */
@Component
public class Sessions {
    private final Accounts accounts;
    private final AccessTokens accessTokens;
    private final RefreshTokens refreshTokens;

    Sessions(Accounts accounts, AccessTokens accessTokens, RefreshTokens refreshTokens) {
        this.accounts = accounts;
        this.accessTokens = accessTokens;
        this.refreshTokens = refreshTokens;
    }

    /** @throws Rejection if the credentials are wrong */
    public Session open(String email, String password) {
        Account account = accounts.logIn(email, password);
        return session(account, refreshTokens.issue(account.id()));
    }

    /** @throws Rejection if the refresh token is not valid */
    public Session refresh(String refreshToken) {
        RefreshTokens.Rotated rotated = refreshTokens.rotate(refreshToken);
        return session(account(rotated.userId()), rotated.token());
    }

    public void close(String refreshToken) {
        refreshTokens.revoke(refreshToken);
    }

    public Account account(UserId userId) {
        return accounts.find(userId)
                .orElseThrow(() -> Rejection.of(Rejection.Code.TOKEN_INVALID, "The account does not exist any more"));
    }

    private Session session(Account account, String refreshToken) {
        return new Session(
                account,
                accessTokens.issue(account.id()),
                refreshToken,
                accessTokens.lifetime().toSeconds());
    }

    /** @param expiresIn lifetime of the access token, in seconds */
    public record Session(Account account, String accessToken, String refreshToken, long expiresIn) {
        @Override
        public String toString() {
            return "Session[" + account.id() + "]";
        }
    }
}
