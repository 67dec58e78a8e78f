package io.atalaya.contract.alert.event;

import io.atalaya.contract.alert.AlertId;
import io.atalaya.contract.alert.Severity;
import io.atalaya.contract.device.DeviceId;
import io.atalaya.contract.identity.UserId;
import io.atalaya.kernel.TenantId;
import io.atalaya.kernel.access.Role;
import java.util.List;
import org.axonframework.serialization.Revision;

/** People are to be told of an alert: at raising, and again while nobody acknowledges it; each page counts up. */
@Revision("1")
public record AlertPaged(
        AlertId alertId,
        TenantId tenantId,
        DeviceId deviceId,
        String type,
        Severity severity,
        String message,
        int level,
        int page,
        boolean urgent,
        List<Role> roles,
        List<UserId> userIds)
        implements AlertEvent {}
