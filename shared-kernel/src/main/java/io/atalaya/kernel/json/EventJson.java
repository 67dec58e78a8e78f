package io.atalaya.kernel.json;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.deser.std.StdScalarDeserializer;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.StdScalarSerializer;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import com.fasterxml.jackson.datatype.jsr310.deser.InstantDeserializer;
import io.atalaya.kernel.privacy.PersonalDataModule;
import io.atalaya.kernel.privacy.PersonalKeys;
import java.io.IOException;
import java.time.Instant;

/**
 * The form in which events are stored for ever: instants and durations as ISO 8601 text, absent values left out,
 * unknown properties ignored when read, so that an older node can read what a newer one wrote.
 */
public final class EventJson {
    private EventJson() {}

    /** As {@link #mapper()}, with what is about people sealed: for the logs. */
    public static ObjectMapper mapper(PersonalKeys keys) {
        return mapper().registerModule(new PersonalDataModule(keys));
    }

    public static ObjectMapper mapper() {
        return JsonMapper.builder()
                .addModule(new JavaTimeModule())
                .addModule(quickInstants())
                .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
                .disable(SerializationFeature.WRITE_DURATIONS_AS_TIMESTAMPS)
                .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .serializationInclusion(JsonInclude.Include.NON_NULL)
                .build();
    }

    private static SimpleModule quickInstants() {
        return new SimpleModule("quick-instants")
                .addSerializer(Instant.class, new StdScalarSerializer<>(Instant.class) {
                    @Override
                    public void serialize(Instant instant, JsonGenerator json, SerializerProvider provider)
                            throws IOException {
                        json.writeString(InstantText.of(instant));
                    }
                })
                .addDeserializer(Instant.class, new StdScalarDeserializer<>(Instant.class) {
                    @Override
                    public Instant deserialize(JsonParser parser, DeserializationContext context) throws IOException {
                        Instant quick =
                                parser.hasToken(JsonToken.VALUE_STRING) ? InstantText.parse(parser.getText()) : null;
                        return quick == null ? InstantDeserializer.INSTANT.deserialize(parser, context) : quick;
                    }
                });
    }
}
