package io.atalaya.contract.asset.event;

import io.atalaya.contract.asset.AssetId;
import io.atalaya.kernel.TenantId;
import org.axonframework.serialization.Revision;

/** There is no such asset any more. */
@Revision("1")
public record AssetRemoved(AssetId assetId, TenantId tenantId) implements AssetEvent {}
