package io.atalaya.contract.identity.event;

import io.atalaya.kernel.DomainEvent;

/** What can happen to accounts and keys. The log is for ever, people may leave: what says who they are is personal data. */
public sealed interface IdentityEvent extends DomainEvent
        permits UserRegistered,
                UserVerified,
                UserDetailsChanged,
                UserErased,
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
