package io.atalaya.app.axon;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.atalaya.kernel.MetadataKeys;
import io.atalaya.kernel.json.EventJson;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.axonframework.eventhandling.DomainEventData;
import org.axonframework.eventhandling.TrackedDomainEventData;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.serialization.SerializedMetaData;
import org.axonframework.serialization.SerializedObject;

/**
 * An event whose transaction ended after that of later ones. Its token says how far its reader has come, which is further;
 * where it stands itself, its metadata says.
 */
final class LateEvent extends TrackedDomainEventData<byte[]> {
    private static final TypeReference<Map<String, Object>> METADATA = new TypeReference<>() {};
    private static final ObjectMapper JSON = EventJson.mapper();

    private final SerializedObject<byte[]> metadata;

    LateEvent(TrackingToken token, DomainEventData<byte[]> event, long position) {
        super(token, event);
        metadata = new SerializedMetaData<>(with(position, event.getMetaData().getData()), byte[].class);
    }

    @Override
    public SerializedObject<byte[]> getMetaData() {
        return metadata;
    }

    private static byte[] with(long position, byte[] stored) {
        try {
            Map<String, Object> metadata = new LinkedHashMap<>(JSON.readValue(stored, METADATA));
            metadata.put(MetadataKeys.POSITION, position);
            return JSON.writeValueAsBytes(metadata);
        } catch (IOException damaged) {
            throw new UncheckedIOException("Stored metadata cannot be read", damaged);
        }
    }
}
