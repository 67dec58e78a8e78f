package io.atalaya.contract.timer.event;

import io.atalaya.contract.timer.TimerSubject;
import io.atalaya.kernel.TenantId;
import java.util.UUID;
import org.axonframework.serialization.Revision;

/**
 * The timer will not fire.
 *
 * @param reason for whoever asks why not
 */
@Revision("1")
public record TimerCancelled(
        TenantId tenantId, TimerSubject subject, UUID subjectId, String timer, int generation, String reason)
        implements TimerEvent {}
