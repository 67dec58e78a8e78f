package io.atalaya.contract.asset.event;

import io.atalaya.contract.asset.AssetId;
import io.atalaya.kernel.DomainEvent;

/** What can happen to an asset. */
public sealed interface AssetEvent extends DomainEvent permits AssetCreated, AssetChanged, AssetRemoved {
    AssetId assetId();
}
