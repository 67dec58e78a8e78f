package io.atalaya.kernel.history;

import io.atalaya.kernel.Sha256;
import io.atalaya.kernel.TenantId;
import java.security.MessageDigest;

/**
 * A tenant's events as a chain: each link is the SHA-256 over the link before it and all of one event, its place in the
 * chain and its position in the log. Whoever changes, removes, inserts or swaps anything changes every link behind it.
 * Places count 1, 2, 3… without a gap; before the first link there are 32 zero bytes. Used by one thread.
 */
public final class Chain {
    public static final int HASH_BYTES = 32;
    private static final String FORMAT = "atalaya-chain-1";

    private final MessageDigest digest = Sha256.digest();
    private final Canonical canonical = new Canonical();
    private final String tenantId;
    private byte[] head;
    private long length;

    private Chain(TenantId tenantId, long length, byte[] head) {
        this.tenantId = tenantId.toString();
        this.length = length;
        this.head = head;
    }

    public static Chain begin(TenantId tenantId) {
        return new Chain(tenantId, 0, new byte[HASH_BYTES]);
    }

    /** Goes on behind a link that is known already. */
    public static Chain after(TenantId tenantId, long length, byte[] head) {
        return new Chain(tenantId, length, head.clone());
    }

    /** @return the new link; not to be changed */
    public byte[] append(StoredEvent event) {
        length++;
        canonical
                .restart()
                .field(FORMAT)
                .field(head)
                .field(tenantId)
                .field(length)
                .field(event.position())
                .event(event);
        digest.update(canonical.buffer(), 0, canonical.size());
        head = digest.digest();
        return head;
    }

    /** The place of the last link. */
    public long length() {
        return length;
    }

    /** The last link. */
    public byte[] head() {
        return head.clone();
    }
}
