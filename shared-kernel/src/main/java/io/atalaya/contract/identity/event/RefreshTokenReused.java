package io.atalaya.contract.identity.event;

import io.atalaya.contract.identity.UserId;
import io.atalaya.kernel.TenantId;
import org.axonframework.serialization.Revision;

/**
 * A used refresh token came again, so it is in two hands, one of them a thief's: its session has ended (RFC 9700, 4.14.2).
 *
 * @param tenantId always the platform: an account belongs to no tenant
 */
@Revision("1")
public record RefreshTokenReused(UserId userId, TenantId tenantId) implements IdentityEvent {}
