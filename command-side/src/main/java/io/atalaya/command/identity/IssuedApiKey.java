package io.atalaya.command.identity;

import io.atalaya.contract.identity.ApiKeyId;

/**
 * A key at the only moment at which its secret is known.
 *
 * @param key the whole key, {@code atl_<id>_<secret>}
 */
public record IssuedApiKey(ApiKeyId id, String key) {
    @Override
    public String toString() {
        return "IssuedApiKey[" + id + "]";
    }
}
