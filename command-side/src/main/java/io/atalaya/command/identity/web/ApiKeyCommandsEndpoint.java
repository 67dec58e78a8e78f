package io.atalaya.command.identity.web;

import io.atalaya.command.dispatch.CommandDispatcher;
import io.atalaya.command.dispatch.Receipt;
import io.atalaya.command.idempotency.NewId;
import io.atalaya.command.identity.IssuedApiKey;
import io.atalaya.command.identity.RotatedApiKey;
import io.atalaya.contract.device.DeviceId;
import io.atalaya.contract.identity.ApiKeyId;
import io.atalaya.contract.identity.ApiKeyTerms;
import io.atalaya.contract.identity.command.IssueApiKey;
import io.atalaya.contract.identity.command.RevokeApiKey;
import io.atalaya.contract.identity.command.RotateApiKey;
import io.atalaya.kernel.access.Caller;
import io.atalaya.kernel.access.KeyAccess;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Creates, rotates and revokes API keys. A key is shown once, in the answer that makes it. */
@RestController
@RequestMapping("/api/v1/api-keys")
class ApiKeyCommandsEndpoint {
    private final CommandDispatcher commands;

    ApiKeyCommandsEndpoint(CommandDispatcher commands) {
        this.commands = commands;
    }

    /** The answer holds the key; it is shown this once. */
    @PostMapping
    ResponseEntity<ApiKeyAnswer> create(
            @Valid @RequestBody CreateApiKeyRequest request, Caller caller, @NewId UUID newId) {
        ApiKeyId id = new ApiKeyId(newId);
        ApiKeyTerms terms = request.terms();
        Receipt<IssuedApiKey> receipt = commands.send(new IssueApiKey(id, caller.tenantId(), terms), caller);
        return receipt.created(
                "/api/v1/api-keys/" + id,
                new ApiKeyAnswer(
                        id,
                        terms.name(),
                        terms.deviceId(),
                        terms.permissions(),
                        terms.rateLimit(),
                        terms.expiresAt(),
                        receipt.result().key()));
    }

    /** The answer holds the new key; the old one is accepted for a while yet. */
    @PostMapping("/{apiKeyId}/rotate")
    ResponseEntity<RotatedKeyAnswer> rotate(@PathVariable ApiKeyId apiKeyId, Caller caller) {
        Receipt<RotatedApiKey> receipt = commands.send(new RotateApiKey(apiKeyId, caller.tenantId()), caller);
        RotatedApiKey rotated = receipt.result();
        return receipt.updated(new RotatedKeyAnswer(apiKeyId, rotated.issued().key(), rotated.previousValidUntil()));
    }

    @DeleteMapping("/{apiKeyId}")
    ResponseEntity<Void> revoke(@PathVariable ApiKeyId apiKeyId, Caller caller) {
        return commands.send(new RevokeApiKey(apiKeyId, caller.tenantId()), caller)
                .removed();
    }

    /**
     * @param deviceId the only device that the key may speak for; absent for the whole tenant
     * @param permissions a device's key can only WRITE
     * @param rateLimit requests per hour; absent for as many as the platform grants any key
     */
    record CreateApiKeyRequest(
            @NotBlank @Size(max = 200) String name,
            @Nullable DeviceId deviceId,
            @NotEmpty Set<@NotNull KeyAccess> permissions,
            @Nullable @Min(1) Integer rateLimit,
            @Nullable Instant expiresAt) {

        /** With the precision that is stored. */
        ApiKeyTerms terms() {
            Instant expires = expiresAt == null ? null : expiresAt.truncatedTo(ChronoUnit.MICROS);
            return new ApiKeyTerms(name, deviceId, permissions, rateLimit, expires);
        }
    }

    record ApiKeyAnswer(
            ApiKeyId id,
            String name,
            @Nullable DeviceId deviceId,
            Set<KeyAccess> permissions,
            @Nullable Integer rateLimit,
            @Nullable Instant expiresAt,
            String apiKey) {}

    /** @param previousValidUntil until when the key before is accepted too */
    record RotatedKeyAnswer(ApiKeyId id, String apiKey, Instant previousValidUntil) {}
}
