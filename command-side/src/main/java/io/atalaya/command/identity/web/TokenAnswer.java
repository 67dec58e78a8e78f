package io.atalaya.command.identity.web;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.atalaya.command.identity.Sessions;
import io.atalaya.command.tenant.Memberships;
import org.springframework.http.CacheControl;
import org.springframework.http.ResponseEntity;

/** A session that has begun or goes on, in the names of RFC 6749, section 5.1. */
record TokenAnswer(
        @JsonProperty("access_token") String accessToken,
        @JsonProperty("refresh_token") String refreshToken,
        @JsonProperty("expires_in") long expiresIn,
        @JsonProperty("token_type") String tokenType,
        UserAnswer user) {

    static ResponseEntity<TokenAnswer> of(Sessions.Session session, Memberships memberships) {
        return ResponseEntity.ok()
                .cacheControl(CacheControl.noStore())
                .body(new TokenAnswer(
                        session.accessToken(),
                        session.refreshToken(),
                        session.expiresIn(),
                        "Bearer",
                        UserAnswer.of(
                                session.account(),
                                memberships.of(session.account().id()))));
    }

    @Override
    public String toString() {
        return "TokenAnswer[" + user.id() + "]";
    }
}
