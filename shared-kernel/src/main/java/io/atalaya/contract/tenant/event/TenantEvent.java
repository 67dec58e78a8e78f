package io.atalaya.contract.tenant.event;

import io.atalaya.kernel.DomainEvent;

/** What can happen to a tenant. */
public sealed interface TenantEvent extends DomainEvent
        permits TenantCreated,
                TenantRenamed,
                TenantRetentionChanged,
                TenantServiceLevelsChanged,
                TenantEscalationPolicyChanged,
                MemberAdded,
                MemberRemoved {}
