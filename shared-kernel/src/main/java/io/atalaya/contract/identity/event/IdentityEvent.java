package io.atalaya.contract.identity.event;

import io.atalaya.kernel.DomainEvent;

/** What can happen to accounts and keys. Names and addresses stay out: the log is for ever, people may leave. */
public sealed interface IdentityEvent extends DomainEvent
        permits UserRegistered,
                UserVerified,
                RegistrationRepeated,
                LoggedIn,
                LogInFailed,
                LoggedOut,
                PasswordResetRequested,
                PasswordChanged,
                RefreshTokenReused,
                ApiKeyCreated,
                ApiKeyRotated,
                ApiKeyRevoked {}
