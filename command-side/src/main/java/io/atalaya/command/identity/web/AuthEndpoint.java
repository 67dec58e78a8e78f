package io.atalaya.command.identity.web;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.atalaya.command.identity.Account;
import io.atalaya.command.identity.Sessions;
import io.atalaya.command.tenant.Membership;
import io.atalaya.command.tenant.Memberships;
import io.atalaya.contract.identity.UserId;
import io.atalaya.kernel.access.Caller;
import io.atalaya.kernel.access.PlatformScope;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.springframework.http.CacheControl;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Log in, refresh, log out, who am I. Token answers use the names of RFC 6749. */
@RestController
@RequestMapping("/api/v1/auth")
class AuthEndpoint {
    private final Sessions sessions;
    private final Memberships memberships;

    AuthEndpoint(Sessions sessions, Memberships memberships) {
        this.sessions = sessions;
        this.memberships = memberships;
    }

    @PostMapping("/login")
    ResponseEntity<TokenAnswer> logIn(@Valid @RequestBody LogInRequest request) {
        return answer(sessions.open(request.email(), request.password()));
    }

    @PostMapping("/refresh")
    ResponseEntity<TokenAnswer> refresh(@Valid @RequestBody RefreshTokenRequest request) {
        return answer(sessions.refresh(request.refreshToken()));
    }

    @PostMapping("/logout")
    ResponseEntity<Void> logOut(@Valid @RequestBody RefreshTokenRequest request) {
        sessions.close(request.refreshToken());
        return ResponseEntity.noContent().build();
    }

    @GetMapping("/me")
    UserAnswer me(@PlatformScope Caller caller) {
        return user(sessions.account(UserId.of(caller.actor().id())));
    }

    private ResponseEntity<TokenAnswer> answer(Sessions.Session session) {
        return ResponseEntity.ok()
                .cacheControl(CacheControl.noStore())
                .body(new TokenAnswer(
                        session.accessToken(),
                        session.refreshToken(),
                        session.expiresIn(),
                        "Bearer",
                        user(session.account())));
    }

    private UserAnswer user(Account account) {
        return new UserAnswer(account.id(), account.email(), account.name(), memberships.of(account.id()));
    }

    record LogInRequest(
            @NotBlank @Size(max = 254) String email,
            @NotBlank @Size(max = 1024) String password) {}

    record RefreshTokenRequest(
            @JsonProperty("refresh_token") @NotBlank @Size(max = 512)
            String refreshToken) {}

    record TokenAnswer(
            @JsonProperty("access_token") String accessToken,
            @JsonProperty("refresh_token") String refreshToken,
            @JsonProperty("expires_in") long expiresIn,
            @JsonProperty("token_type") String tokenType,
            UserAnswer user) {}

    record UserAnswer(UserId id, String email, String name, List<Membership> memberships) {}
}
