package io.atalaya.app.docs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.tngtech.archunit.core.domain.JavaClass;
import io.atalaya.app.architecture.MainCode;
import io.atalaya.contract.identity.UserId;
import io.atalaya.kernel.json.EventJson;
import io.atalaya.kernel.privacy.PersonalData;
import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** docs/events.md is what the code stores, and what the code has stored it can still read. */
class EventCatalogueTest {
    private static final String UPDATE = "events.update";
    private static final Path FILE = MainCode.REPOSITORY.resolve("docs/events.md");
    private static final ObjectMapper JSON = EventJson.mapper();

    @BeforeAll
    static void update() throws IOException {
        if (Boolean.getBoolean(UPDATE)) {
            Files.writeString(FILE, EventCatalogue.write(events(), EventCatalogueTest::sample));
        }
    }

    @Test
    void theFileIsWhatTheCodeStores() throws IOException {
        String written = EventCatalogue.write(events(), EventCatalogueTest::sample);
        assertThat(approved())
                .as("docs/events.md differs from the code. If that is meant, run this test with -D" + UPDATE
                        + "=true and look at the difference: events that are already stored must stay readable")
                .isEqualTo(written);
    }

    @Test
    void everyEventHasASampleAndEverySampleIsAnEvent() {
        assertThat(EventSamples.ALL.keySet()).containsExactlyInAnyOrderElementsOf(events());
    }

    @ParameterizedTest
    @MethodSource("events")
    void aSampleFillsEveryField(Class<?> event) {
        JsonNode json = JSON.valueToTree(sample(event));
        assertThat(json.fieldNames())
                .toIterable()
                .containsExactlyInAnyOrderElementsOf(Arrays.stream(event.getRecordComponents())
                        .map(RecordComponent::getName)
                        .toList());
    }

    @ParameterizedTest
    @MethodSource("approvedEntries")
    void whatIsStoredCanStillBeRead(EventCatalogue.Entry stored) throws ReflectiveOperationException, IOException {
        Class<?> event = Class.forName(stored.type());
        assertThat(stored.revision()).isEqualTo(EventCatalogue.revision(event));
        assertThat(JSON.readValue(stored.json(), event)).isEqualTo(sample(event));
    }

    @Test
    void theFileHoldsEachEventOnce() throws IOException {
        assertThat(approvedEntries())
                .extracting(EventCatalogue.Entry::type)
                .containsExactlyInAnyOrderElementsOf(
                        events().stream().map(Class::getName).toList());
    }

    /** What opens it looks at the texts of the event itself, and asks for the key of whom the event names. */
    @Test
    void whatIsPersonalIsATextOfAnEventThatNamesThePerson() {
        List<RecordComponent> personal = MainCode.CLASSES.stream()
                .filter(type -> type.getName().startsWith("io.atalaya.contract."))
                .map(JavaClass::reflect)
                .filter(Class::isRecord)
                .flatMap(type -> Arrays.stream(type.getRecordComponents()))
                .filter(component -> component.getAccessor().isAnnotationPresent(PersonalData.class))
                .toList();
        assertThat(personal).isNotEmpty().allSatisfy(component -> {
            assertThat(events()).contains(component.getDeclaringRecord());
            assertThat(component.getType()).isEqualTo(String.class);
            assertThat(component.getDeclaringRecord().getRecordComponents())
                    .filteredOn(person -> person.getType().equals(UserId.class))
                    .extracting(RecordComponent::getName)
                    .contains(component
                            .getAccessor()
                            .getAnnotation(PersonalData.class)
                            .of());
        });
    }

    static List<Class<?>> events() {
        return MainCode.events();
    }

    static List<EventCatalogue.Entry> approvedEntries() throws IOException {
        return EventCatalogue.read(approved());
    }

    private static Object sample(Class<?> event) {
        return Objects.requireNonNull(
                EventSamples.ALL.get(event), () -> event.getName() + " has no sample: add one to EventSamples");
    }

    private static String approved() throws IOException {
        return Files.exists(FILE) ? Files.readString(FILE) : "";
    }
}
