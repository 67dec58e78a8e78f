package io.atalaya.kernel.history;

import io.atalaya.kernel.TenantId;
import io.atalaya.kernel.json.InstantText;
import java.time.Instant;

/**
 * Says that a tenant's chain had this link at this place. Signed, so that nobody can shorten or rewrite the chain up to
 * there without the private key, not even with all rights on the database.
 *
 * @param number counts the tenant's checkpoints, from 1
 * @param sequence the link's place in the chain
 * @param position its event's position in the log
 * @param hash the link, in hex
 * @param at when it was signed
 * @param sealedFrom every event behind this position of the log carries a seal
 * @param keyId which key signed
 * @param signature Ed25519 (RFC 8032), in hex; see {@link #signedBytes()}
 */
public record Checkpoint(
        TenantId tenantId,
        long number,
        long sequence,
        long position,
        String hash,
        Instant at,
        long sealedFrom,
        String keyId,
        String signature) {
    /** A link with a place that is a multiple of this always has a checkpoint. */
    public static final int EVERY = 100;

    private static final String FORMAT = "atalaya-checkpoint-1";

    public boolean isSignedBy(HistoryPublicKey key) {
        return keyId.equals(key.id()) && key.verifies(signedBytes(), signature);
    }

    /** What the signature is over. */
    public byte[] signedBytes() {
        return new Canonical()
                .field(FORMAT)
                .field(tenantId.toString())
                .field(number)
                .field(sequence)
                .field(position)
                .field(hash)
                .field(InstantText.of(at))
                .field(sealedFrom)
                .field(keyId)
                .toBytes();
    }
}
