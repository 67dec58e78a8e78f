package io.atalaya.contract.operation.event;

import io.atalaya.kernel.DomainEvent;

/** What can be done with the machinery. It belongs to the platform, whichever tenants' rows it is about. */
public sealed interface OperationEvent extends DomainEvent
        permits ProjectionRebuildRequested,
                ProjectionRebuilt,
                ProjectionRebuildFailed,
                ProjectionRebuildCancelled,
                DeadLetterRetried,
                DeadLetterDiscarded {}
