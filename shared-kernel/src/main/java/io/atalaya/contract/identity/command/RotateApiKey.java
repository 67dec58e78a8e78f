package io.atalaya.contract.identity.command;

import io.atalaya.contract.identity.ApiKeyId;
import io.atalaya.kernel.Command;
import io.atalaya.kernel.TenantId;
import io.atalaya.kernel.access.Permission;
import io.atalaya.kernel.access.RequiresPermission;
import io.atalaya.kernel.access.TenantWide;
import org.axonframework.commandhandling.RoutingKey;

/** Gives an API key another secret, which only the answer holds. The one before stays valid for a while. */
@TenantWide
@RequiresPermission(Permission.MANAGE_API_KEYS)
public record RotateApiKey(@RoutingKey ApiKeyId apiKeyId, TenantId tenantId) implements Command {}
