package io.atalaya.kernel.history;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.atalaya.kernel.TenantId;
import io.atalaya.kernel.json.EventJson;
import java.io.IOException;
import java.time.Instant;
import java.util.Map;

/**
 * What an evidence pack says of itself. Signed byte by byte as it stands in the pack.
 *
 * @param format {@link #FORMAT}
 * @param firstSequence place in the chain of the first event
 * @param events how many there are, without a gap
 * @param previousHash the link before the first event, in hex; zeros before the chain's first
 * @param head the link of the last event, in hex
 * @param files SHA-256 of each other file of the pack, in hex, by name
 */
public record EvidenceManifest(
        String format,
        TenantId tenantId,
        Instant exportedAt,
        long firstSequence,
        long events,
        String previousHash,
        String head,
        long checkpoints,
        String keyId,
        Map<String, String> files) {
    public static final String FORMAT = "atalaya-evidence-1";

    private static final ObjectMapper JSON = EventJson.mapper();

    public byte[] toBytes() {
        try {
            return JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(this);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("A manifest can always be written", impossible);
        }
    }

    /** @throws IOException if it is none */
    public static EvidenceManifest parse(byte[] json) throws IOException {
        return JSON.readValue(json, EvidenceManifest.class);
    }
}
