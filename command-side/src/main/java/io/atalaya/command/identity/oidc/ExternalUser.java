package io.atalaya.command.identity.oidc;

import io.atalaya.command.tenant.Membership;
import io.atalaya.contract.identity.UserId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Who a token of the external issuer speaks for.
 *
 * @param claimed what the token says the user is in which tenants; {@code null} if it says nothing about it, so that our
 *     own list counts
 */
public record ExternalUser(UserId userId, @Nullable List<Membership> claimed) {}
