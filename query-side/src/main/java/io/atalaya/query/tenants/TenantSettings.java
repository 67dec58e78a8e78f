package io.atalaya.query.tenants;

import io.atalaya.contract.escalation.EscalationPolicy;

/**
 * What holds for a tenant that has said nothing else.
 *
 * @param retentionDays how long readings are kept
 * @param escalationPolicy who is told of alerts, and when
 */
public record TenantSettings(long retentionDays, EscalationPolicy escalationPolicy) {}
