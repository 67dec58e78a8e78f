package io.atalaya.query.assets;

import io.atalaya.contract.asset.AssetId;
import java.net.URI;

/**
 * Where people find Atalaya's pages.
 *
 * @param base http or https, with or without a path; a slash at its end makes no difference
 */
public record PublicPages(URI base) {
    /** The page of an asset, which its QR code leads to. It never changes, since the code is glued to the asset. */
    public URI of(AssetId assetId) {
        String start = base.toString();
        return URI.create((start.endsWith("/") ? start : start + "/") + "assets/" + assetId);
    }
}
