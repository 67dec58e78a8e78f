package io.atalaya.command.site.web;

import io.atalaya.command.dispatch.CommandDispatcher;
import io.atalaya.command.dispatch.Receipt;
import io.atalaya.command.idempotency.NewId;
import io.atalaya.contract.site.SiteId;
import io.atalaya.contract.site.command.ChangeSite;
import io.atalaya.contract.site.command.CreateSite;
import io.atalaya.contract.site.command.RemoveSite;
import io.atalaya.kernel.Rejection;
import io.atalaya.kernel.access.Caller;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Adds, changes and removes sites. */
@RestController
@RequestMapping("/api/v1/sites")
class SiteCommandsEndpoint {
    private final CommandDispatcher commands;

    SiteCommandsEndpoint(CommandDispatcher commands) {
        this.commands = commands;
    }

    @PostMapping
    ResponseEntity<SiteAnswer> create(@Valid @RequestBody SiteRequest request, Caller caller, @NewId UUID newId) {
        SiteId siteId = new SiteId(newId);
        Receipt<Object> receipt = commands.send(
                new CreateSite(siteId, caller.tenantId(), request.name(), request.address(), zone(request.timezone())),
                caller);
        return receipt.created(
                "/api/v1/sites/" + siteId,
                new SiteAnswer(siteId, request.name(), request.address(), request.timezone()));
    }

    /** What is left out is not known any more. */
    @PutMapping("/{siteId}")
    ResponseEntity<SiteAnswer> change(
            @PathVariable SiteId siteId, @Valid @RequestBody SiteRequest request, Caller caller) {
        caller.requireSite(siteId);
        Receipt<Object> receipt = commands.send(
                new ChangeSite(siteId, caller.tenantId(), request.name(), request.address(), zone(request.timezone())),
                caller);
        return receipt.updated(new SiteAnswer(siteId, request.name(), request.address(), request.timezone()));
    }

    @DeleteMapping("/{siteId}")
    ResponseEntity<Void> remove(@PathVariable SiteId siteId, Caller caller) {
        caller.requireSite(siteId);
        return commands.send(new RemoveSite(siteId, caller.tenantId()), caller).removed();
    }

    private static @Nullable String zone(@Nullable String timezone) {
        if (timezone == null) {
            return null;
        }
        try {
            return ZoneId.of(timezone).getId();
        } catch (DateTimeException unknown) {
            throw Rejection.ofField(
                    Rejection.Code.INVALID_REQUEST, "timezone", "is not a time zone, such as Europe/Madrid");
        }
    }

    /** @param timezone an IANA time zone, such as Europe/Madrid */
    record SiteRequest(
            @NotBlank @Size(max = 200) String name,
            @Nullable @Size(max = 500) String address,
            @Nullable @Size(max = 64) String timezone) {}

    record SiteAnswer(
            SiteId id,
            String name,
            @Nullable String address,
            @Nullable String timezone) {}
}
