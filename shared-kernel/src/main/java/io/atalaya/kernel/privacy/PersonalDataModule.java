package io.atalaya.kernel.privacy;

import com.fasterxml.jackson.core.Version;
import com.fasterxml.jackson.databind.Module;
import com.fasterxml.jackson.databind.introspect.Annotated;
import com.fasterxml.jackson.databind.introspect.NopAnnotationIntrospector;
import org.jspecify.annotations.Nullable;

/**
 * Makes a mapper store every {@link PersonalData} sealed, and open it when it is read. What was stored before there were
 * keys is plain text, and is read as it is.
 */
public final class PersonalDataModule extends Module {
    private final PersonalKeys keys;

    public PersonalDataModule(PersonalKeys keys) {
        this.keys = keys;
    }

    @Override
    public String getModuleName() {
        return PersonalDataModule.class.getName();
    }

    @Override
    public Version version() {
        return Version.unknownVersion();
    }

    @Override
    public void setupModule(SetupContext context) {
        context.insertAnnotationIntrospector(new Marks(keys));
    }

    /** Which properties are personal, and what writes and reads them. */
    private static final class Marks extends NopAnnotationIntrospector {
        private static final long serialVersionUID = 1;

        private final transient PersonalKeys keys;

        private Marks(PersonalKeys keys) {
            this.keys = keys;
        }

        @Override
        public @Nullable Object findSerializer(Annotated property) {
            return property.hasAnnotation(PersonalData.class) ? new SealingSerializer(keys) : null;
        }

        @Override
        public @Nullable Object findDeserializer(Annotated property) {
            return property.hasAnnotation(PersonalData.class) ? new OpeningDeserializer(keys) : null;
        }
    }
}
