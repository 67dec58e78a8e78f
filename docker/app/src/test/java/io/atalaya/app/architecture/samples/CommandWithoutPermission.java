package io.atalaya.app.architecture.samples;

import io.atalaya.kernel.Command;
import io.atalaya.kernel.TenantId;

/** A command that would be refused to everybody. */
public record CommandWithoutPermission(TenantId tenantId) implements Command {}
