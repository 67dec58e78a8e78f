package io.atalaya.command.identity.web;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.atalaya.command.identity.AuthenticationLimit;
import io.atalaya.command.identity.ProvenUser;
import io.atalaya.command.identity.Sessions;
import io.atalaya.command.tenant.Memberships;
import io.atalaya.command.tenant.OwnMemberships;
import io.atalaya.kernel.access.Caller;
import io.atalaya.kernel.access.PlatformScope;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Log in, refresh, log out, who am I. */
@RestController
@RequestMapping("/api/v1/auth")
class AuthEndpoint {
    private final Sessions sessions;
    private final AuthenticationLimit limit;
    private final Memberships memberships;

    AuthEndpoint(Sessions sessions, AuthenticationLimit limit, Memberships memberships) {
        this.sessions = sessions;
        this.limit = limit;
        this.memberships = memberships;
    }

    @OwnLogIn
    @PostMapping("/login")
    ResponseEntity<TokenAnswer> logIn(@Valid @RequestBody LogInRequest request, HttpServletRequest http) {
        String ip = http.getRemoteAddr();
        Sessions.Session session =
                limit.guessPassword(request.email(), ip, () -> sessions.open(request.email(), request.password(), ip));
        return TokenAnswer.of(session, memberships);
    }

    @OwnLogIn
    @PostMapping("/refresh")
    ResponseEntity<TokenAnswer> refresh(@Valid @RequestBody RefreshTokenRequest request, HttpServletRequest http) {
        Sessions.Session session = sessions.refresh(request.refreshToken(), http.getRemoteAddr());
        ProvenUser.note(http, session.account().id());
        return TokenAnswer.of(session, memberships);
    }

    @OwnLogIn
    @PostMapping("/logout")
    ResponseEntity<Void> logOut(@Valid @RequestBody RefreshTokenRequest request, HttpServletRequest http) {
        sessions.close(request.refreshToken(), http.getRemoteAddr());
        return ResponseEntity.noContent().build();
    }

    @GetMapping("/me")
    UserAnswer me(@PlatformScope Caller caller, OwnMemberships own) {
        return UserAnswer.of(sessions.account(caller.userId()), own.all());
    }

    record LogInRequest(
            @NotBlank @Size(max = 254) String email,
            @NotBlank @Size(max = 1024) String password) {}

    record RefreshTokenRequest(
            @JsonProperty("refresh_token") @NotBlank @Size(max = 512)
            String refreshToken) {}
}
