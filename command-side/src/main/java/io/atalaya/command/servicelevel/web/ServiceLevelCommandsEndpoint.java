package io.atalaya.command.servicelevel.web;

import io.atalaya.command.dispatch.CommandDispatcher;
import io.atalaya.command.dispatch.Receipt;
import io.atalaya.contract.servicelevel.BusinessCalendar;
import io.atalaya.contract.servicelevel.ServiceLevels;
import io.atalaya.contract.servicelevel.ServiceTarget;
import io.atalaya.contract.tenant.command.ChangeServiceLevels;
import io.atalaya.contract.ticket.Priority;
import io.atalaya.kernel.TenantId;
import io.atalaya.kernel.access.Caller;
import io.atalaya.kernel.access.TenantInPath;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Says how fast a tenant's tickets are to be served. */
@RestController
@RequestMapping("/api/v1/tenants/{tenantId}/service-levels")
class ServiceLevelCommandsEndpoint {
    private final CommandDispatcher commands;

    ServiceLevelCommandsEndpoint(CommandDispatcher commands) {
        this.commands = commands;
    }

    /** Replaces them. What the request leaves out is the platform's standard again. */
    @PutMapping
    ResponseEntity<ServiceLevels> change(
            @PathVariable TenantId tenantId, @RequestBody ServiceLevelsRequest request, @TenantInPath Caller caller) {
        ServiceLevels levels = request.levels();
        Receipt<Object> receipt = commands.send(new ChangeServiceLevels(tenantId, levels), caller);
        return receipt.updated(levels);
    }

    /**
     * @param targets working time by priority
     * @param maxEscalationLevel 1 to 10
     */
    record ServiceLevelsRequest(
            @Nullable BusinessCalendar calendar,
            @Nullable Map<Priority, ServiceTarget> targets,
            @Nullable Duration autoCloseAfter,
            @Nullable Integer maxEscalationLevel) {

        ServiceLevels levels() {
            ServiceLevels standard = ServiceLevels.STANDARD;
            Map<Priority, ServiceTarget> all = new EnumMap<>(standard.targets());
            if (targets != null) {
                all.putAll(targets);
            }
            return new ServiceLevels(
                    calendar == null ? standard.calendar() : calendar,
                    all,
                    autoCloseAfter == null ? standard.autoCloseAfter() : autoCloseAfter,
                    maxEscalationLevel == null ? standard.maxEscalationLevel() : maxEscalationLevel);
        }
    }
}
