package io.atalaya.contract.audit.event;

import io.atalaya.kernel.DomainEvent;

/** What can happen to a tenant's history. */
public sealed interface HistoryEvent extends DomainEvent permits HistoryExported, HistoryFoundDamaged {}
