package io.atalaya.kernel.privacy;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.BeanProperty;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.deser.ContextualDeserializer;
import com.fasterxml.jackson.databind.deser.std.StdScalarDeserializer;
import io.atalaya.contract.identity.UserId;
import java.io.IOException;

/** Reads a text about a person, sealed or, as it was before there were keys, plain. */
final class OpeningDeserializer extends StdScalarDeserializer<String> implements ContextualDeserializer {
    private static final long serialVersionUID = 1;

    private final transient PersonalKeys keys;
    private final String place;

    OpeningDeserializer(PersonalKeys keys) {
        this(keys, "");
    }

    private OpeningDeserializer(PersonalKeys keys, String place) {
        super(String.class);
        this.keys = keys;
        this.place = place;
    }

    @Override
    public JsonDeserializer<?> createContextual(DeserializationContext context, BeanProperty property) {
        String event = property.getMember().getDeclaringClass().getSimpleName();
        return new OpeningDeserializer(keys, event + "." + property.getName());
    }

    @Override
    public String deserialize(JsonParser parser, DeserializationContext context) throws IOException {
        if (!parser.hasToken(JsonToken.START_OBJECT)) {
            return parser.getText();
        }
        JsonNode stored = parser.readValueAsTree();
        try {
            UserId person = UserId.of(stored.path(SealedText.PERSON).asText());
            return new SealedText(person, stored.path(SealedText.SEALED).asText()).open(keys, place);
        } catch (IllegalArgumentException damaged) {
            throw JsonMappingException.from(parser, "What stands at " + place + " cannot be opened", damaged);
        }
    }
}
