package io.atalaya.command.identity;

import io.atalaya.command.directory.Directory;
import io.atalaya.contract.identity.command.IssueApiKey;
import io.atalaya.contract.identity.command.RevokeApiKey;
import io.atalaya.contract.identity.command.RotateApiKey;
import org.axonframework.commandhandling.CommandHandler;
import org.springframework.stereotype.Component;

/** Handles what owners do with API keys. */
@Component
class ApiKeyCommands {
    private final ApiKeys apiKeys;
    private final Directory directory;

    ApiKeyCommands(ApiKeys apiKeys, Directory directory) {
        this.apiKeys = apiKeys;
        this.directory = directory;
    }

    /** @return the key, which nobody can be told again */
    @CommandHandler
    IssuedApiKey handle(IssueApiKey command) {
        directory.requireDeviceInUse(command.tenantId(), command.terms().deviceId(), "deviceId");
        return apiKeys.issue(command.apiKeyId(), command.tenantId(), command.terms());
    }

    @CommandHandler
    RotatedApiKey handle(RotateApiKey command) {
        return apiKeys.rotate(command.apiKeyId(), command.tenantId());
    }

    @CommandHandler
    void handle(RevokeApiKey command) {
        apiKeys.revoke(command.apiKeyId(), command.tenantId());
    }
}
