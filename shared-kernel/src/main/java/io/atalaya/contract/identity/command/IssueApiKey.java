package io.atalaya.contract.identity.command;

import io.atalaya.contract.identity.ApiKeyId;
import io.atalaya.contract.identity.ApiKeyTerms;
import io.atalaya.kernel.Command;
import io.atalaya.kernel.TenantId;
import io.atalaya.kernel.access.Permission;
import io.atalaya.kernel.access.RequiresPermission;
import io.atalaya.kernel.access.TenantWide;
import org.axonframework.commandhandling.RoutingKey;

/** Creates an API key, which only the answer to this command holds. Repeating it gives the key another secret. */
@TenantWide
@RequiresPermission(Permission.MANAGE_API_KEYS)
public record IssueApiKey(@RoutingKey ApiKeyId apiKeyId, TenantId tenantId, ApiKeyTerms terms) implements Command {}
