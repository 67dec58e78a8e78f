package io.atalaya.query.tenants;

/**
 * What holds for a tenant that has said nothing else.
 *
 * @param retentionDays how long readings are kept
 */
public record TenantSettings(long retentionDays) {}
