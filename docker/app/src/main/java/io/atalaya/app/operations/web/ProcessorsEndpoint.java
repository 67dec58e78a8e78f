package io.atalaya.app.operations.web;

import io.atalaya.app.operations.ProcessorOverview;
import io.atalaya.app.operations.ProcessorView;
import io.atalaya.command.dispatch.Changed;
import io.atalaya.command.dispatch.CommandDispatcher;
import io.atalaya.command.dispatch.Receipt;
import io.atalaya.contract.operation.command.CancelRebuild;
import io.atalaya.contract.operation.command.RebuildProjection;
import io.atalaya.kernel.access.Caller;
import io.atalaya.kernel.access.Permission;
import io.atalaya.kernel.access.PlatformScope;
import io.atalaya.query.Page;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** How what follows the logs does; for platform staff. */
@RestController
@RequestMapping("/api/v1/admin/processors")
class ProcessorsEndpoint {
    private final ProcessorOverview processors;
    private final CommandDispatcher commands;

    ProcessorsEndpoint(ProcessorOverview processors, CommandDispatcher commands) {
        this.processors = processors;
        this.commands = commands;
    }

    @GetMapping
    Page<ProcessorView> list(@PlatformScope Caller caller) {
        caller.require(Permission.OPERATE_PLATFORM);
        return new Page<>(processors.all(), null);
    }

    /** Builds the read model anew beside the live one; with {@code checkOnly}, only says in how many rows they differ. */
    @PostMapping("/{processor}/rebuild")
    ResponseEntity<Changed> rebuild(
            @PathVariable String processor,
            @RequestParam(defaultValue = "false") boolean checkOnly,
            @PlatformScope Caller caller) {
        Receipt<Object> receipt = commands.send(new RebuildProjection(caller.tenantId(), processor, checkOnly), caller);
        return receipt.accepted(processor);
    }

    /** Stops building it anew; the live rows stay as they are. */
    @DeleteMapping("/{processor}/rebuild")
    ResponseEntity<Void> cancel(@PathVariable String processor, @PlatformScope Caller caller) {
        return commands.send(new CancelRebuild(caller.tenantId(), processor), caller)
                .removed();
    }
}
