package io.atalaya.contract.timer.event;

import io.atalaya.contract.timer.TimerSubject;
import io.atalaya.kernel.TenantId;
import java.time.Instant;
import java.util.UUID;
import org.axonframework.serialization.Revision;

/** At this moment something will happen, unless the timer is cancelled or set anew before. */
@Revision("1")
public record TimerSet(
        TenantId tenantId, TimerSubject subject, UUID subjectId, String timer, int generation, Instant dueAt)
        implements TimerEvent {}
