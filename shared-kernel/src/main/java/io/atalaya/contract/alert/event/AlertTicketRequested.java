package io.atalaya.contract.alert.event;

import io.atalaya.contract.alert.AlertId;
import io.atalaya.contract.alert.Severity;
import io.atalaya.contract.device.DeviceId;
import io.atalaya.kernel.TenantId;
import org.axonframework.serialization.Revision;

/** The alert is to have a ticket; once, however high it rises. */
@Revision("1")
public record AlertTicketRequested(
        AlertId alertId, TenantId tenantId, DeviceId deviceId, Severity severity, String message, int level)
        implements AlertEvent {}
