package io.atalaya.command.escalation.web;

import io.atalaya.command.dispatch.CommandDispatcher;
import io.atalaya.command.dispatch.Receipt;
import io.atalaya.command.escalation.EscalationSettings;
import io.atalaya.contract.escalation.EscalationLevel;
import io.atalaya.contract.escalation.EscalationPolicy;
import io.atalaya.contract.identity.UserId;
import io.atalaya.contract.tenant.command.ChangeEscalationPolicy;
import io.atalaya.kernel.Rejection;
import io.atalaya.kernel.TenantId;
import io.atalaya.kernel.access.Caller;
import io.atalaya.kernel.access.Role;
import io.atalaya.kernel.access.TenantInPath;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Says whom a tenant wants to be told of its alerts, and when. */
@RestController
@RequestMapping("/api/v1/tenants/{tenantId}/escalation-policy")
class EscalationPolicyCommandsEndpoint {
    private final CommandDispatcher commands;
    private final EscalationPolicy standard;

    EscalationPolicyCommandsEndpoint(CommandDispatcher commands, EscalationSettings settings) {
        this.commands = commands;
        this.standard = settings.standard();
    }

    /** Replaces it. What the request leaves out is the platform's standard again. */
    @PutMapping
    ResponseEntity<EscalationPolicy> change(
            @PathVariable TenantId tenantId,
            @Valid @RequestBody EscalationPolicyRequest request,
            @TenantInPath Caller caller) {
        EscalationPolicy policy = request.policy(standard);
        Receipt<Object> receipt = commands.send(new ChangeEscalationPolicy(tenantId, policy), caller);
        return receipt.updated(policy);
    }

    record EscalationPolicyRequest(
            @Nullable List<@NotNull @Valid EscalationLevelRequest> levels,
            @Nullable Duration acknowledgementLapse) {
        EscalationPolicy policy(EscalationPolicy standard) {
            List<EscalationLevel> all = standard.levels();
            if (levels != null) {
                all = new ArrayList<>();
                for (int level = 0; level < levels.size(); level++) {
                    all.add(level(level, levels.get(level), standard, level == levels.size() - 1));
                }
            }
            return new EscalationPolicy(
                    all, acknowledgementLapse == null ? standard.acknowledgementLapse() : acknowledgementLapse);
        }

        /** The level knows which of its fields is wrong, but not which level it is. */
        private static EscalationLevel level(
                int level, EscalationLevelRequest request, EscalationPolicy standard, boolean last) {
            try {
                return request.level(standard.at(level), last);
            } catch (Rejection wrong) {
                throw Rejection.ofField(
                        wrong.code(), "levels[" + level + "]." + wrong.field(), String.valueOf(wrong.getMessage()));
            }
        }
    }

    /**
     * @param roles left out together with {@code userIds}, the standard's
     * @param repeats 0 to 5
     * @param escalateAfter not at the last level
     */
    record EscalationLevelRequest(
            @Nullable List<@NotNull Role> roles,
            @Nullable List<@NotNull UserId> userIds,
            @Nullable Duration repeatEvery,
            @Nullable Integer repeats,
            @Nullable Duration escalateAfter,
            @Nullable Boolean urgent,
            @Nullable Boolean openTicket) {
        EscalationLevel level(EscalationLevel standard, boolean last) {
            List<Role> none = userIds == null ? standard.roles() : List.of();
            Duration next = last ? null : standard.escalateAfter();
            return new EscalationLevel(
                    roles == null ? none : roles,
                    userIds == null ? List.of() : userIds,
                    repeatEvery == null ? standard.repeatEvery() : repeatEvery,
                    repeats == null ? standard.repeats() : repeats,
                    escalateAfter == null ? next : escalateAfter,
                    urgent == null ? standard.urgent() : urgent,
                    openTicket == null ? standard.openTicket() : openTicket);
        }
    }
}
