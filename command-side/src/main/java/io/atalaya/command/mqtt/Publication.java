package io.atalaya.command.mqtt;

import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.zip.CRC32C;

/**
 * A PUBLISH that came in.
 *
 * @param packetId 0 if it needs no acknowledgement
 * @param isRepeated whether the client says that it has sent it before
 * @param fingerprint of topic and payload
 * @param fate completed once
 */
record Publication(
        String topic,
        byte[] payload,
        int packetId,
        boolean isRepeated,
        long fingerprint,
        CompletableFuture<Fate> fate) {
    private static final int NONE = 0;

    static Publication of(String topic, byte[] payload, int packetId, boolean isRepeated) {
        return new Publication(
                topic, payload, packetId, isRepeated, fingerprint(topic, payload), new CompletableFuture<>());
    }

    /** At most once, QoS 0. */
    static Publication unacknowledged(String topic, byte[] payload) {
        return new Publication(topic, payload, NONE, false, NONE, new CompletableFuture<>());
    }

    boolean needsAcknowledgement() {
        return packetId != NONE;
    }

    private static long fingerprint(String topic, byte[] payload) {
        CRC32C checksum = new CRC32C();
        checksum.update(topic.getBytes(StandardCharsets.UTF_8));
        checksum.update(payload);
        return checksum.getValue() << Integer.SIZE | payload.length;
    }
}
