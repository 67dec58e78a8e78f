package io.atalaya.command.asset.web;

import io.atalaya.command.dispatch.CommandDispatcher;
import io.atalaya.command.dispatch.Receipt;
import io.atalaya.command.idempotency.NewId;
import io.atalaya.contract.asset.AssetId;
import io.atalaya.contract.asset.command.ChangeAsset;
import io.atalaya.contract.asset.command.CreateAsset;
import io.atalaya.contract.asset.command.RemoveAsset;
import io.atalaya.contract.site.SiteId;
import io.atalaya.kernel.access.Caller;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
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

/** Adds, changes and removes assets. */
@RestController
@RequestMapping("/api/v1/assets")
class AssetCommandsEndpoint {
    private final CommandDispatcher commands;

    AssetCommandsEndpoint(CommandDispatcher commands) {
        this.commands = commands;
    }

    @PostMapping
    ResponseEntity<AssetAnswer> create(
            @Valid @RequestBody CreateAssetRequest request, Caller caller, @NewId UUID newId) {
        AssetId assetId = new AssetId(newId);
        Receipt<Object> receipt = commands.send(
                new CreateAsset(assetId, caller.tenantId(), request.name(), request.type(), request.siteId()), caller);
        return receipt.created(
                "/api/v1/assets/" + assetId,
                new AssetAnswer(assetId, request.name(), request.type(), request.siteId(), 1));
    }

    /** Without a site it stands nowhere from then on. The devices on it stay where they are. */
    @PutMapping("/{assetId}")
    ResponseEntity<AssetAnswer> change(
            @PathVariable AssetId assetId, @Valid @RequestBody ChangeAssetRequest request, Caller caller) {
        Receipt<Integer> receipt = commands.send(
                new ChangeAsset(
                        assetId,
                        caller.tenantId(),
                        request.name(),
                        request.type(),
                        request.siteId(),
                        request.revision()),
                caller);
        return receipt.updated(
                new AssetAnswer(assetId, request.name(), request.type(), request.siteId(), receipt.result()));
    }

    /** Only once no device in use is on it, and no open ticket. */
    @DeleteMapping("/{assetId}")
    ResponseEntity<Void> remove(@PathVariable AssetId assetId, Caller caller) {
        return commands.send(new RemoveAsset(assetId, caller.tenantId()), caller)
                .removed();
    }

    record CreateAssetRequest(
            @NotBlank @Size(max = 200) String name,
            @NotBlank @Size(max = 64) String type,
            @Nullable SiteId siteId) {}

    /** @param revision the one that was read; if the asset has another by now, nothing is changed */
    record ChangeAssetRequest(
            @NotBlank @Size(max = 200) String name,
            @NotBlank @Size(max = 64) String type,
            @Nullable SiteId siteId,
            @Nullable Integer revision) {}

    record AssetAnswer(
            AssetId id, String name, String type, @Nullable SiteId siteId, int revision) {}
}
