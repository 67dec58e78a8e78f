package io.atalaya.kernel.privacy;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.BeanProperty;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.ser.ContextualSerializer;
import com.fasterxml.jackson.databind.ser.std.StdScalarSerializer;
import io.atalaya.contract.identity.UserId;
import io.atalaya.kernel.secret.SecretBox;
import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Writes a text about a person sealed. */
final class SealingSerializer extends StdScalarSerializer<String> implements ContextualSerializer {
    private static final long serialVersionUID = 1;

    private final transient PersonalKeys keys;
    private final transient @Nullable Place place;

    SealingSerializer(PersonalKeys keys) {
        this(keys, null);
    }

    private SealingSerializer(PersonalKeys keys, @Nullable Place place) {
        super(String.class);
        this.keys = keys;
        this.place = place;
    }

    @Override
    public JsonSerializer<?> createContextual(SerializerProvider provider, BeanProperty property)
            throws JsonMappingException {
        return new SealingSerializer(keys, Place.of(property, provider));
    }

    @Override
    public void serialize(String text, JsonGenerator json, SerializerProvider provider) throws IOException {
        if (place == null) {
            throw JsonMappingException.from(json, "Only a component of an event can be personal");
        }
        UserId person = place.personOf(json.currentValue());
        SecretBox key = keys.toSeal(person);
        if (key == null) {
            json.writeString(Erased.MARKER);
            return;
        }
        SealedText sealed = SealedText.of(text, person, key, place.name());
        json.writeStartObject();
        json.writeStringField(SealedText.PERSON, sealed.person().toString());
        json.writeStringField(SealedText.SEALED, sealed.sealed());
        json.writeEndObject();
    }

    /** @param person the component that says whom it is about */
    private record Place(String name, RecordComponent person) {

        static Place of(BeanProperty property, SerializerProvider provider) throws JsonMappingException {
            Class<?> event = property.getMember().getDeclaringClass();
            PersonalData mark = property.getAnnotation(PersonalData.class);
            RecordComponent[] components = event.isRecord() ? event.getRecordComponents() : new RecordComponent[0];
            return Arrays.stream(components)
                    .filter(component -> component.getName().equals(mark.of()))
                    .filter(component -> component.getType().equals(UserId.class))
                    .findFirst()
                    .map(person -> new Place(event.getSimpleName() + "." + property.getName(), person))
                    .orElseThrow(() -> JsonMappingException.from(
                            provider, event.getName() + " has no component " + mark.of() + " that names a person"));
        }

        UserId personOf(Object event) throws IOException {
            try {
                return (UserId) person.getAccessor().invoke(event);
            } catch (ReflectiveOperationException unreadable) {
                throw new IOException("It cannot be told whom " + name + " is about", unreadable);
            }
        }
    }
}
