package io.atalaya.app.operations.web;

import io.atalaya.app.operations.DeadLetterDesk;
import io.atalaya.app.operations.DeadLetterView;
import io.atalaya.command.dispatch.CommandDispatcher;
import io.atalaya.contract.operation.command.DiscardDeadLetter;
import io.atalaya.contract.operation.command.RetryDeadLetter;
import io.atalaya.kernel.Rejection;
import io.atalaya.kernel.access.Caller;
import io.atalaya.kernel.access.Permission;
import io.atalaya.kernel.access.PlatformScope;
import io.atalaya.query.Listing;
import io.atalaya.query.Page;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Events that processors have put aside; for platform staff. */
@RestController
@RequestMapping("/api/v1/admin/dead-letters")
class DeadLettersEndpoint {
    private final DeadLetterDesk letters;
    private final CommandDispatcher commands;

    DeadLettersEndpoint(DeadLetterDesk letters, CommandDispatcher commands) {
        this.letters = letters;
        this.commands = commands;
    }

    /** Oldest first. */
    @GetMapping
    Page<DeadLetterView> list(
            @RequestParam(required = false) @Nullable String processor,
            @RequestParam(required = false) @Nullable Integer limit,
            @RequestParam(required = false) @Nullable String cursor,
            @PlatformScope Caller caller) {
        caller.require(Permission.OPERATE_PLATFORM);
        return letters.list(processor, Listing.of(limit, cursor));
    }

    /** What is decided stands in the audit trail of the platform, with who decided it. */
    @PostMapping
    Decided decide(@Valid @RequestBody Decision decision, @PlatformScope Caller caller) {
        caller.require(Permission.OPERATE_PLATFORM);
        DeadLetterView letter = letters.find(decision.id()).orElseThrow(() -> Rejection.notFound("Dead letter"));
        return switch (decision.action()) {
            case RETRY -> {
                commands.send(new RetryDeadLetter(caller.tenantId(), letter.id()), caller);
                yield new Decided(letter.id(), letters.retry(letter));
            }
            case DISCARD -> {
                if (decision.reason() == null || decision.reason().isBlank()) {
                    throw Rejection.ofField(
                            Rejection.Code.INVALID_REQUEST, "reason", "is required to discard an event");
                }
                commands.send(new DiscardDeadLetter(caller.tenantId(), letter.id(), decision.reason()), caller);
                yield new Decided(letter.id(), true);
            }
        };
    }

    enum Action {
        RETRY,
        DISCARD
    }

    /**
     * @param id of a letter
     * @param reason required to discard it
     */
    record Decision(
            @NotBlank @Size(max = 100) String id,
            @NotNull Action action,
            @Nullable @Size(max = 1000) String reason) {}

    /** @param gone whether the letter is no longer there; if it is, its cause is in the list */
    record Decided(String id, boolean gone) {}
}
