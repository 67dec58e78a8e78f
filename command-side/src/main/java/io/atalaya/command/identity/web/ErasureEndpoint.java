package io.atalaya.command.identity.web;

import io.atalaya.command.identity.AuthenticationLimit;
import io.atalaya.command.identity.Erasure;
import io.atalaya.contract.identity.UserId;
import io.atalaya.kernel.access.Caller;
import io.atalaya.kernel.access.PlatformScope;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Erases people: each themselves, and platform staff on behalf of others. */
@RestController
@RequestMapping("/api/v1")
class ErasureEndpoint {
    private final Erasure erasure;
    private final AuthenticationLimit limit;

    ErasureEndpoint(Erasure erasure, AuthenticationLimit limit) {
        this.erasure = erasure;
        this.limit = limit;
    }

    /** Erases the caller, for good: the account, its memberships and sessions, and what the history says of who it was. */
    @PostMapping("/auth/erase")
    ResponseEntity<Void> eraseOwn(
            @Valid @RequestBody EraseRequest request, @PlatformScope Caller caller, HttpServletRequest http) {
        String ip = http.getRemoteAddr();
        UserId userId = caller.userId();
        limit.guessPassword(userId.toString(), ip, () -> {
            erasure.eraseOwn(userId, request.currentPassword(), ip);
            return true;
        });
        return ResponseEntity.noContent().build();
    }

    /** Erases somebody, for good. For platform staff, on behalf of people who cannot do it themselves. */
    @DeleteMapping("/accounts/{userId}")
    ResponseEntity<Void> erase(@PathVariable UserId userId, @PlatformScope Caller caller) {
        return erasure.erase(userId, caller).removed();
    }

    /** @param currentPassword absent for somebody who logs in at an external issuer */
    record EraseRequest(@Nullable @Size(max = 1024) String currentPassword) {
        @Override
        public String toString() {
            return "EraseRequest[]";
        }
    }
}
