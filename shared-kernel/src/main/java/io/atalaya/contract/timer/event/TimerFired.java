package io.atalaya.contract.timer.event;

import io.atalaya.contract.timer.TimerSubject;
import io.atalaya.kernel.TenantId;
import java.util.UUID;
import org.axonframework.serialization.Revision;

/** The moment has come; what follows from it is recorded next to this. */
@Revision("1")
public record TimerFired(TenantId tenantId, TimerSubject subject, UUID subjectId, String timer, int generation)
        implements TimerEvent {}
