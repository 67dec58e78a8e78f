package io.atalaya.query.audit.chain;

import io.atalaya.kernel.history.Checkpoint;
import io.atalaya.kernel.history.HistoryKey;
import java.security.MessageDigest;
import org.jspecify.annotations.Nullable;

/**
 * A checkpoint as it is stored.
 *
 * @param seal {@code null} if it is from before there were seals of checkpoints
 */
@SuppressWarnings("ArrayRecordComponent")
record SealedCheckpoint(Checkpoint checkpoint, byte @Nullable [] seal) {

    /** Whether Atalaya itself has written it. A seal tells as surely as the signature, and hundreds of times faster. */
    boolean isGenuine(HistoryKey key) {
        return seal == null
                ? checkpoint.isSignedBy(key.publicKey())
                : checkpoint.keyId().equals(key.publicKey().id()) && MessageDigest.isEqual(seal, key.seal(checkpoint));
    }
}
