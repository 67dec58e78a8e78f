package io.atalaya.app.security;

import io.atalaya.kernel.Rejection;
import org.springframework.security.core.AuthenticationException;

/** Whether a credential is good cannot be told at present: the fault is not the client's, which may try again. */
final class CannotTellNow extends AuthenticationException {
    private final transient Rejection rejection;

    CannotTellNow(Rejection rejection) {
        super(rejection.getMessage(), rejection);
        this.rejection = rejection;
    }

    Rejection rejection() {
        return rejection;
    }
}
