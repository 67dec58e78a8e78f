package io.atalaya.command.identity.web;

import com.fasterxml.jackson.annotation.JsonProperty;
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
    private final Memberships memberships;

    AuthEndpoint(Sessions sessions, Memberships memberships) {
        this.sessions = sessions;
        this.memberships = memberships;
    }

    @OwnLogIn
    @PostMapping("/login")
    ResponseEntity<TokenAnswer> logIn(@Valid @RequestBody LogInRequest request, HttpServletRequest http) {
        return TokenAnswer.of(sessions.open(request.email(), request.password(), http.getRemoteAddr()), memberships);
    }

    @OwnLogIn
    @PostMapping("/refresh")
    ResponseEntity<TokenAnswer> refresh(@Valid @RequestBody RefreshTokenRequest request, HttpServletRequest http) {
        return TokenAnswer.of(sessions.refresh(request.refreshToken(), http.getRemoteAddr()), memberships);
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
